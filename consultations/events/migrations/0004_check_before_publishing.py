"""The workflow of events: those who took part check the summary, then a publisher reads it."""

from django.db import migrations

NAME = "Those who took part check it, then a publisher reads it"
TASK = "Those who took part check it"


def make_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    EventsIndexPage = apps.get_model("events", "EventsIndexPage")
    Group = apps.get_model("auth", "Group")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    ParticipantsCheckTask = apps.get_model("events", "ParticipantsCheckTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")

    ours, _ = ContentType.objects.get_or_create(app_label="events", model="participantschecktask")
    check = ParticipantsCheckTask.objects.create(name=TASK, content_type=ours, active=True)
    publishers = Group.objects.filter(name="publisher")
    reading = GroupApprovalTask.objects.filter(active=True, groups__in=publishers).order_by("pk").first()
    if reading is None:
        approval, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
        reading = GroupApprovalTask.objects.create(name="A publisher reads it", content_type=approval, active=True)
        reading.groups.set(publishers)
    workflow = Workflow.objects.create(name=NAME, active=True)
    for order, task in enumerate((check, reading)):
        WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=order)
    # One that is made later gets it when it is made (`events.signals`).
    taken = list(WorkflowPage.objects.values_list("page_id", flat=True))
    for index in EventsIndexPage.objects.exclude(pk__in=taken):
        WorkflowPage.objects.create(workflow=workflow, page_id=index.pk)


class Migration(migrations.Migration):
    dependencies = [("events", "0003_participants_check"), ("people", "0003_workflow")]
    operations = [migrations.RunPython(make_workflow, migrations.RunPython.noop)]

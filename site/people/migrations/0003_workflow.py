"""A researcher writes, a publisher reads and publishes: the one workflow, on the whole tree of pages."""

from django.db import migrations

NAME = "A publisher reads it before it is published"


def make_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    Page = apps.get_model("wagtailcore", "Page")
    Task = apps.get_model("wagtailcore", "Task")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")

    # Wagtail's "Moderators approval" asks a group that no longer exists.
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    content_type, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    task = GroupApprovalTask.objects.create(name="A publisher reads it", content_type=content_type, active=True)
    task.groups.set(Group.objects.filter(name="publisher"))
    workflow = Workflow.objects.create(name=NAME, active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    root = Page.objects.order_by("depth").first()
    WorkflowPage.objects.create(workflow=workflow, page=root)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_permission_groups")]
    operations = [migrations.RunPython(make_workflow, migrations.RunPython.noop)]

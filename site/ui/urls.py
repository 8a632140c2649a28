from django.urls import URLPattern, URLResolver, path

from ui import catalogue

app_name = "ui"
urlpatterns: list[URLPattern | URLResolver] = [path("catalogue/", catalogue.show, name="catalogue")]

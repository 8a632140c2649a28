"""Addresses without a language: files that are asked for by name."""

from django.urls import URLPattern, URLResolver, path

from cms import media_views, sitemaps, small_files

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", small_files.robots, name="robots"),
    path("sitemap.xml", sitemaps.site_map, name="sitemap"),
    path("favicon.ico", small_files.favicon, name="favicon"),
]

if media_views.PREFIX:
    urlpatterns += [path(f"{media_views.PREFIX}<path:path>", media_views.picture, name="picture")]

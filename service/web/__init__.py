"""What the API and the pages share: store and analyser of an application, parameters, problems, guards of requests.

Neither JSON resources (``service.api``) nor HTML (``service.pages``) lives here; both build on it.
"""

"""The service room: command line, ingest, HTTP API, web pages; alone in reading settings from the environment.

It puts the rooms below together and talks to people and programs. It finds nothing out itself: no rule about text,
models, pages or tables lives here.
"""

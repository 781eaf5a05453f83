"""The web pages: HTML made on the server, charts as SVG, a little JavaScript of our own; every state is an address.

For people. Text of articles is never markup: templates escape everything, and what is marked in a text is cut into segments
first. Programs are served by ``service.api``.
"""

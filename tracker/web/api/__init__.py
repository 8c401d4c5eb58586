"""The JSON API, version 1: what the pages show, for programs. ``document`` describes it, ``routes`` answers, ``problems`` is its errors."""

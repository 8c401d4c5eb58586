"""Figures of the timeline as plain dictionaries: ``bars.draw`` shows single events, ``density.draw`` their number over time.

Pure: events, lanes and a frame in; traces, a layout and the places of things out. Nothing here asks the store or reads a clock.
"""

"""What the tracker knows, in the formats of other programs. Every writer takes events and streams: memory does not grow with their number.

The writers read no clock, no database and no network (XLSX is built in a temporary file); days, addresses and sources are handed in.
"""

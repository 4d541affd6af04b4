"""Questionnaires: the XLSForm reader, the compiled form and the pure engine that walks it.

This package imports nothing else of ours and no library that touches a network, a database or a clock.
"""

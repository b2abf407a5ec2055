"""What stands beside a Python function: the template it is forked from and the programming model.

Nothing here is meant to be imported by functions.
"""

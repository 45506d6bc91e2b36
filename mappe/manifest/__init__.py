"""What each output was made from, and why one would be made again.

`instant`, `stamps` and `engines` import nothing that takes time: a build with nothing to do needs no more.
"""

"""The acts: each a pure function of a register and what the officer says, giving the change it makes.

An act refuses only what it can't even state; whether the result is lawful is for the rules to judge (design 5).
"""

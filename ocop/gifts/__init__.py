"""Gifts: what the law allows, what the rules leave, the provably best basket of it, and why. Pure."""

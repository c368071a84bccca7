"""Words to start an answer from. Whoever answers makes them their own."""

WELCOME = """Thank you for everything you wrote, and for talking with us. We would love to have you on the team.

On your page there is now a link. It opens an account of its own for the team, with a name that has nothing to do with \
the one you use here. You begin as a trainee: you learn first, then you sit beside somebody, and nobody leaves you on \
your own with anything.

If it turns out that it is not for you, you can stop at any time, and you are as welcome here as before."""

NOT_YET = """Thank you for everything you wrote. We read it more than once, and we talked about it for a while.

We think that now is not the time yet. That is about the work and what it takes out of people, not about what you are \
worth here. [What we saw, in a line or two, and what could help until then.]

Nothing changes for you as a member. You are welcome to ask us again, and we would be glad to read from you."""

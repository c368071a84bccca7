from django.contrib.auth.hashers import Argon2PasswordHasher


class OwaspArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with OWASP's second setting (19 MiB, two passes, one lane): strong, too cheap to stall the service."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

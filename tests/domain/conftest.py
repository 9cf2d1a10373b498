"""Property tests keep no clock: a busy machine is no fault of the code."""

from hypothesis import settings

from tests.conftest import examples

settings.register_profile("domain", deadline=None, max_examples=examples(60))
settings.load_profile("domain")

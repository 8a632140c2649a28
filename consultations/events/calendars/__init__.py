"""Events as files that any calendar reads."""

"""Pages of threads, and what facilitators did with each. Each family has its own module."""

from feedback.questions.log import ThreadLog
from feedback.questions.pages import FeedbackIndexPage, QuestionTheme, ThreadPage

__all__ = ["FeedbackIndexPage", "QuestionTheme", "ThreadLog", "ThreadPage"]

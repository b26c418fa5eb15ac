"""Points entered for tests and exams, and grade sheets."""

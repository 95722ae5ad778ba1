"""The end of the app: nobody waits for the thread that reads keys, unless the app goes on afterwards."""

from threading import Event

import pytest

from screens.driver import QuickDriver


class ReadingThread:
    """Stands for the thread; notes who waits for it."""

    waited_for = False

    def join(self) -> None:
        self.waited_for = True


@pytest.mark.parametrize("leaving", [True, False])
def test_only_an_app_that_ends_does_not_wait_for_the_thread(monkeypatch: pytest.MonkeyPatch, leaving: bool) -> None:
    monkeypatch.setattr(QuickDriver, "leaving", leaving)
    monkeypatch.setattr(QuickDriver, "_disable_mouse_support", lambda _driver: None)
    driver, thread = QuickDriver.__new__(QuickDriver), ReadingThread()
    driver.exit_event, driver.fileno = Event(), -1
    monkeypatch.setattr(driver, "_key_thread", thread, raising=False)
    driver.disable_input()
    assert thread.waited_for is not leaving
    assert driver.exit_event.is_set() is leaving, "the thread has to end all the same"

"""What nobody waits for any more is stopped, and does not keep the database busy."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event
from typing import Any

import pytest
from sqlalchemy import text

from storage.question import Question, StoppedError
from storage.store import Store
from tests.storage.places import Place

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(600)",
}


def count_endlessly(store: Store, engine: str) -> Any:
    with store.connected() as connection:
        return connection.scalar(text(ENDLESS[engine]))


def test_a_question_that_runs_is_ended_without_a_word_in_the_log_and_the_store_goes_on(
    place: Place, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    question = Question()
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(question.answer, count_endlessly, store, place.engine)
        while not wait([future], timeout=0.05).done:
            question.stop()
        with pytest.raises(StoppedError):
            future.result()
    assert not [one for one in caplog.records if one.levelname == "ERROR"]
    with store.read() as reader:
        assert reader.settings()


def test_a_question_that_was_stopped_begins_nothing_more(store: Store) -> None:
    question = Question()
    question.stop()
    with pytest.raises(StoppedError):
        question.answer(count_endlessly, store, "sqlite")


def test_stopping_waits_for_no_server_that_cannot_be_told() -> None:
    question, told, may_end = Question(), Event(), Event()

    def tell() -> None:
        told.set()
        assert may_end.wait(30)

    with question.reading(tell):
        question.stop()
        assert told.wait(30)
        question.stop()
        may_end.set()


def test_stopping_one_question_leaves_the_others_alone(store: Store) -> None:
    first, second = Question(), Question()

    def look(then_stop: Question) -> int:
        with store.connected() as connection:
            then_stop.stop()
            return int(connection.scalar(text("SELECT 7")) or 0)

    assert first.answer(look, second) == 7
    with pytest.raises(StoppedError):
        second.answer(look, first)

"""A shared database over TLS: the server proves who it is, or nothing is sent to it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import keyring
import pytest

from itcrm_tui.workflows import passwords
from storage.errors import OpenError
from storage.opening import open_store, upgrade_database
from tests.keyring_in_memory import InMemory
from tests.postgres_server import ROLE_PASSWORD, Server

NAME, LOGIN = "over_tls", "tess"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An authority of our own, a certificate of its making for `localhost`, and another authority."""
    folder = tmp_path_factory.mktemp("certificates")
    for name in ("authority", "stranger"):
        _openssl(
            folder, f"req -x509 -newkey rsa:2048 -nodes -keyout {name}.key -out {name}.pem -days 2 -subj /CN={name}"
        )
    _openssl(folder, "req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=localhost")
    (folder / "names").write_text("subjectAltName=DNS:localhost")
    signing = "x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -days 2 -extfile names"
    _openssl(folder, f"{signing} -out server.pem")
    return folder


def _openssl(folder: Path, words: str) -> None:
    subprocess.run(["openssl", *words.split()], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def shared(postgres_server: Server, certificates: Path) -> Iterator[Server]:
    """A server that speaks TLS, with a database that is set up and a person who may log in with a password only."""
    assert postgres_server.process, "a server of our own: leave ITCRM_TEST_PG_DSN out"
    data = postgres_server.process.folder / "data"
    for name in ("server.key", "server.pem"):
        shutil.copy(certificates / name, data / name)
        os.chown(data / name, data.stat().st_uid, data.stat().st_gid)
        (data / name).chmod(0o600)
    postgres_server.create_database(NAME)
    upgrade_database(postgres_server.url(NAME), actor="ana", device="desk")
    postgres_server.create_role(LOGIN)
    postgres_server.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}", LOGIN, database=NAME)
    access = data / "pg_hba.conf"
    access.write_text(f"hostssl {NAME} {LOGIN} 127.0.0.1/32 scram-sha-256\n{access.read_text()}")
    _settle(postgres_server, ssl_cert_file="server.pem", ssl_key_file="server.key", ssl="on")
    yield postgres_server
    _settle(postgres_server, ssl="off")
    postgres_server.drop_database(NAME)
    postgres_server.drop_role(LOGIN)


def _settle(server: Server, **settings: str) -> None:
    with server.connect() as connection:
        for name, value in settings.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")  # type: ignore[call-overload]
        connection.execute("SELECT pg_reload_conf()")


def _url(server: Server, host: str, authority: Path, password: str = "") -> str:
    port = server.settings["port"]
    login = f"{LOGIN}:{password}" if password else LOGIN
    return f"postgresql://{login}@{host}:{port}/{NAME}?sslmode=verify-full&sslrootcert={quote(str(authority))}"


def test_a_server_that_proves_who_it_is_is_read_from(shared: Server, certificates: Path) -> None:
    url = _url(shared, "localhost", certificates / "authority.pem", ROLE_PASSWORD)
    store = open_store(url, actor=LOGIN, device="desk")
    with store.connected() as connection:
        used = connection.exec_driver_sql("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").scalar()
    store.close()
    assert used is True
    assert ROLE_PASSWORD not in store.backend.shown_url


@pytest.mark.parametrize(
    ("host", "authority", "said"),
    [
        ("localhost", "stranger.pem", "its certificate is not of an authority that you trust; see sslrootcert"),
        ("127.0.0.1", "authority.pem", "its certificate is for another host"),
        ("localhost", "missing.pem", "there is no such file as sslrootcert names"),
    ],
)
def test_a_server_that_does_not_prove_it_is_told_nothing(
    shared: Server, certificates: Path, host: str, authority: str, said: str
) -> None:
    with pytest.raises(OpenError, match=said) as caught:
        open_store(_url(shared, host, certificates / authority, ROLE_PASSWORD), actor=LOGIN, device="desk")
    assert ROLE_PASSWORD not in str(caught.value)


def test_a_password_is_taken_from_the_environment_or_the_pgpass_file(
    shared: Server, certificates: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = _url(shared, "localhost", certificates / "authority.pem")
    with pytest.raises(OpenError, match="it wants a password"):
        open_store(url, actor=LOGIN, device="desk")
    monkeypatch.setenv("PGPASSWORD", ROLE_PASSWORD)
    open_store(url, actor=LOGIN, device="desk").close()
    monkeypatch.delenv("PGPASSWORD")
    kept = tmp_path / "pgpass"
    kept.write_text(f"localhost:{shared.settings['port']}:{NAME}:{LOGIN}:{ROLE_PASSWORD}\n")
    kept.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(kept))
    open_store(url, actor=LOGIN, device="desk").close()


def test_a_password_is_taken_from_the_keyring(
    shared: Server, certificates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = _url(shared, "localhost", certificates / "authority.pem")
    before = keyring.get_keyring()
    keyring.set_keyring(InMemory())
    try:
        with pytest.raises(OpenError, match="wrong user or password"):
            passwords.keep_password(url, "guessed")
        passwords.keep_password(url, ROLE_PASSWORD)
        open_store(url, actor=LOGIN, device="desk").close()
        passwords.forget_password(url)
        with pytest.raises(OpenError, match="it wants a password"):
            open_store(url, actor=LOGIN, device="desk")
    finally:
        keyring.set_keyring(before)


def test_a_wrong_password_is_not_repeated(shared: Server, certificates: Path) -> None:
    with pytest.raises(OpenError, match="wrong user or password") as caught:
        open_store(_url(shared, "localhost", certificates / "authority.pem", "guessed"), actor=LOGIN, device="desk")
    assert "guessed" not in str(caught.value)

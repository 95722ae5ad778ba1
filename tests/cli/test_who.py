"""`itcrm who`: whom to call, from the command line."""

from tests.cli.conftest import Run


def test_it_prints_at_most_a_screen_or_json_and_says_when_a_name_is_unclear_or_unknown(crm: Run) -> None:
    assert crm("add", "person", "name=Dana", "phone=555-0100").code == 0
    assert crm("edit", "client", "FIN", "relationship_owner=Dana").code == 0
    plain = crm("who", "FIN")
    assert plain.code == 0
    assert plain.lines[0] == "Finance  FIN  client"
    assert plain.lines[1] == "OURS      Dana, owner of FIN, 555-0100"
    item = crm("who", "Human", "Res", "--json").json["item"]
    assert item["record"]["kind"] == "client"
    assert {one["heading"] for one in item["sections"]} >= {"OURS", "DECIDES", "SAY"}
    assert crm("who", "nobody").code == 1
    assert crm("add", "service", "name=Finland").code == 0
    unclear = crm("who", "Fin")
    assert unclear.code == 0
    unclear = crm("who", "Fi")
    assert unclear.code == 2
    assert "Finland" in unclear.err

"""A record is the same JSON whether it is written at once or in parts."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import seal
from bot.store.migrations import FORMAT
from bot.store.seal import checksum, member, seal_members, unseal

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=25,
)


@given(record=st.dictionaries(st.text(max_size=5), VALUES, max_size=5), many=st.integers(1, 4))
def test_long_lists_in_parts_are_the_same_json(record: dict[str, object], many: int) -> None:
    """Byte for byte, wherever the parts end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seal, "_MANY", many)
        assert member("1", record) == b'"1":' + orjson.dumps(record)


@pytest.mark.parametrize("tables", [{}, {"pages": {}}, {"a": {"1": {"x": 1}, "2": {}}, "b": {"7": {"y": [1, 2]}}}])
def test_what_is_sealed_in_pieces_is_read_whole(tables: dict[str, dict[str, dict[str, object]]]) -> None:
    """Its checksum is that of the body as one."""
    members = {name: {key: member(key, record) for key, record in table.items()} for name, table in tables.items()}
    data = seal_members(3, members)
    assert unseal(data, "any") == (3, tables)
    body = data[data.index(b'"tables":') + len(b'"tables":') : -2]
    assert checksum(3, body) in data
    assert orjson.loads(data)["folio"] == FORMAT

"""The address book: what comes in, what is compared, what goes; and what the log says of it."""

from __future__ import annotations

import pytest

from app.errors import InputProblem
from app.usecases.bundles.recipient_keys import (
    CheckedHow,
    add_key,
    check_key,
    free_key_name,
    key_of,
    list_keys,
    numbers_of,
    remove_key,
    same_numbers,
)
from app.vault import Vault
from crypto.age import HybridIdentity, X25519Identity


def fresh() -> str:
    return str(X25519Identity.generate().recipient)


def acts(vault: Vault, subject: str) -> list[str]:
    return [one.act.value for one in vault.custody.entries() if one.subject == subject]


def test_a_key_is_kept_compared_and_taken_out_and_the_log_tells_each(vault: Vault) -> None:
    public = fresh()
    made = add_key(vault, f" {public.upper()} ", "police-1", recipient="종로경찰서", note="민원실")
    assert key_of(vault, "police-1") == made
    assert (made.public_key, made.checked_ms, made.checked_how) == (public, None, "not_yet")
    checked = check_key(vault, "police-1", CheckedHow.PHONE, typed=numbers_of(public))
    assert checked == key_of(vault, "police-1")
    assert (checked.checked_how, checked.checked_ms is not None) == (CheckedHow.PHONE, True)
    back = check_key(vault, "police-1", CheckedHow.NOT_YET)
    assert (back.checked_how, back.checked_ms) == (CheckedHow.NOT_YET, None)
    assert remove_key(vault, "police-1") == back
    assert "police-1" not in [one.name for one in list_keys(vault)]
    assert acts(vault, made.id) == [
        "key_for.added", "key_for.checked", "key_for.checked", "key_for.removed",
    ]  # fmt: skip


def test_no_case_is_told_of_keys(vault: Vault) -> None:
    made = add_key(vault, fresh(), "nobody")
    (entry,) = [one for one in vault.custody.entries() if one.subject == made.id]
    assert entry.case is None


def test_other_numbers_keep_nothing(vault: Vault) -> None:
    public = fresh()
    add_key(vault, public, "centre")
    with pytest.raises(InputProblem, match="BND-025"):
        check_key(vault, "centre", CheckedHow.PHONE, typed=numbers_of(fresh()))
    assert key_of(vault, "centre").checked_how is CheckedHow.NOT_YET
    assert same_numbers(numbers_of(public).replace(" ", "-"), public)
    assert not same_numbers(numbers_of(public)[:-1], public)


@pytest.mark.parametrize("name", ["", "Police", "a" * 33, "a b", "passphrase", "../x", "경찰"])
def test_a_name_that_can_t_stand_on_a_bundle_is_refused(vault: Vault, name: str) -> None:
    with pytest.raises(InputProblem, match="BND-022"):
        add_key(vault, fresh(), name)


def test_a_name_and_a_key_are_there_once(vault: Vault) -> None:
    public = fresh()
    add_key(vault, public, "once")
    with pytest.raises(InputProblem, match="BND-023"):
        add_key(vault, fresh(), "once")
    with pytest.raises(InputProblem, match="BND-024") as caught:
        add_key(vault, public, "twice")
    assert caught.value.values == {"name": "once"}
    with pytest.raises(InputProblem, match="BND-021"):
        check_key(vault, "twice", CheckedHow.PHONE)


@pytest.mark.parametrize("text", ["age1nonsense", "AGE-SECRET-KEY-1QQQ", "", "ssh-ed25519 AAAA"])
def test_what_is_no_public_key_is_refused(vault: Vault, text: str) -> None:
    with pytest.raises(InputProblem, match="BND-020"):
        add_key(vault, text, "none")


def test_words_with_a_resident_number_are_refused(vault: Vault) -> None:
    with pytest.raises(InputProblem, match="INP-070"):
        add_key(vault, fresh(), "rrn", recipient="900101-1234567")


def test_a_hybrid_key_is_known_as_one_and_free_names_are_free(vault: Vault) -> None:
    made = add_key(vault, str(HybridIdentity.generate().recipient), free_key_name(vault))
    assert made.is_hybrid
    assert not add_key(vault, fresh(), free_key_name(vault)).is_hybrid

"""A socket asks what is plugged in, in one order, each once."""

from sockets.socket import Socket


def plugged(**functions) -> Socket:
    socket: Socket = Socket()
    for name, function in functions.items():
        socket.register(name, function)
    return socket


def test_functions_are_asked_in_the_order_of_their_names_however_they_came():
    socket = plugged(questions=len, events=str, people=int)
    assert [name for name, _function in socket] == ["events", "people", "questions"]
    assert socket.all() == [str, int, len]


def test_the_same_name_again_takes_the_place_of_the_first():
    socket = plugged(events=str)
    socket.register("events", len)
    assert socket.all() == [len]


def test_one_is_found_by_its_name_and_pulled_out_again():
    socket = plugged(events=str)
    assert socket.get("events") is str
    socket.unregister("events")
    socket.unregister("events")
    assert socket.get("events") is None
    assert socket.all() == []


def test_sockets_share_nothing():
    one, other = plugged(events=str), plugged()
    assert other.all() == []
    assert len(one.all()) == 1


def test_only_names_are_put_in_order_since_functions_have_none():
    socket = plugged(b=lambda: 2, a=lambda: 1)
    assert [function() for function in socket.all()] == [1, 2]

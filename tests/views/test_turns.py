"""What a page asks by itself comes neither into nor just after what somebody asks."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from views.server.turns import Turns


def asks(fragment, *, by_itself=False):
    message = BackMsg()
    message.rerun_script.fragment_id = fragment
    message.rerun_script.is_auto_rerun = by_itself
    return {"type": "websocket.receive", "bytes": message.SerializeToString()}


def done():
    message = ForwardMsg(script_finished=ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
    return {"type": "websocket.send", "bytes": message.SerializeToString()}


def reached(*steps):
    """Give the fragments that reached the app; a step is a message, or the word that it is done."""

    async def run():
        came, waiting, out = [], asyncio.Queue(), []

        async def app(_, receive, send):
            async def hear():
                while True:
                    message = await receive()
                    came.append(BackMsg.FromString(message["bytes"]).rerun_script.fragment_id)

            hearing = asyncio.create_task(hear())
            for step in steps:
                if step == "done":
                    await send(done())
                else:
                    await waiting.put(step)
                for _ in range(5):
                    await asyncio.sleep(0)
                out.append(list(came))
            hearing.cancel()

        async def keep(_):
            pass

        await Turns(app)({"type": "websocket"}, waiting.get, keep)
        return out

    # On a thread of its own: a browser test may have left a loop on this one.
    with ThreadPoolExecutor(1) as one:
        return one.submit(lambda: asyncio.run(run())).result()


def test_what_a_page_asks_by_itself_is_left_out_while_a_run_goes_on():
    look = asks("look", by_itself=True)
    *_, last = reached(asks("map"), look, "done", look)
    assert last == ["map", "look"]


def test_what_somebody_asks_waits_for_what_the_page_asked_by_itself():
    look = asks("look", by_itself=True)
    steps = reached(look, asks("map"), "done")
    assert steps[1] == ["look"]
    assert steps[2] == ["look", "map"]


def test_what_somebody_asks_never_waits_for_what_somebody_asked():
    *_, last = reached(asks("map"), asks("table"))
    assert last == ["map", "table"]

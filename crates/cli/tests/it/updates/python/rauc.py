"""A device with RAUC's client for hawkBit, as Pengutronix publishes it; in the place of the RAUC service, which it
reaches over D-Bus, stands an installer that keeps the bundle.

rauc.py HOST CONTROLLER TOKEN FOLDER VERSION
"""

import asyncio
import os
import shutil
import sys
import types


class Service:
    """What the client takes for the RAUC service."""

    def __init__(self):
        self.client = None

    def Install(self, _signature, bundle):
        shutil.copy(bundle, os.path.join(os.path.dirname(bundle), "installed"))
        asyncio.get_running_loop().create_task(self.tell())

    async def tell(self):
        await self.client.progress_callback(None, None, None, None, None, (50, "Copying image", 1))
        await self.client.complete_callback(None, None, None, None, None, (0,))


SERVICE = Service()


class Bus:
    """A system bus on which nobody else speaks."""

    def signal_subscribe(self, *_arguments):
        return 1

    def signal_unsubscribe(self, _subscription):
        pass


class Proxy:
    @staticmethod
    def new_sync(*_arguments):
        SERVICE.get_cached_property_names = lambda: ["Progress"]
        return SERVICE


def without_dbus():
    glib = types.SimpleNamespace(Error=type("Error", (Exception,), {}))
    gio = types.SimpleNamespace(
        BusType=types.SimpleNamespace(SYSTEM=1), bus_get_sync=lambda *_: Bus(), DBusProxy=Proxy
    )
    repository = types.ModuleType("gi.repository")
    repository.GLib, repository.Gio = glib, gio
    gi = types.ModuleType("gi")
    gi.repository = repository
    sys.modules.update({"gi": gi, "gi.repository": repository})


async def main(host, controller, token, folder, version):
    import aiohttp
    from rauc_hawkbit.rauc_dbus_ddi_client import RaucDBUSDDIClient

    async with aiohttp.ClientSession() as session:
        bundle = os.path.join(folder, "bundle.raucb")
        client = RaucDBUSDDIClient(
            session, host, False, "DEFAULT", controller, token, {"version": version}, bundle, lambda _result: None
        )
        SERVICE.client = client
        await client.start_polling(wait_on_error=1)


without_dbus()
asyncio.run(main(*sys.argv[1:]))

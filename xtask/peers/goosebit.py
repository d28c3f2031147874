"""Makes goosebit's database, where its settings say, with the devices of standard input: SERIAL TOKEN, one a line.

Each device has told what it is, so that a poll asks for nothing but whether there is an update.
"""

import asyncio
import pathlib
import sys

import goosebit
from aerich import Command
from goosebit.db.config import TORTOISE_CONF
from goosebit.db.models import Device, Hardware, UpdateStateEnum
from tortoise import Tortoise


async def main() -> None:
    migrations = pathlib.Path(goosebit.__file__).parent / "db" / "migrations"
    async with Command(tortoise_config=TORTOISE_CONF, location=str(migrations)) as command:
        await command.upgrade(run_in_transaction=True)
    await Tortoise.init(config=TORTOISE_CONF)
    hardware, _ = await Hardware.get_or_create(model="default", revision="default")
    told = {"hardware": hardware, "sw_version": "1.0.0", "last_state": UpdateStateEnum.REGISTERED}
    devices = (line.split() for line in sys.stdin)
    await Device.bulk_create([Device(id=serial, auth_token=token, **told) for serial, token in devices], batch_size=500)
    await Tortoise.close_connections()


asyncio.run(main())

"""Invented reports to bring in."""

from tests.sources.importing import text


def reports(name, count):
    """{file name: bytes} of so many reports, each of them a text of its own."""
    return {
        f"{name}-{number}.txt": text(
            f"In {name}, ferry {number} was {number * 7} minutes late, pier {number % 13} said.\n\n"
            f"“We had no part in delay {name} {number},” a spokeswoman told the Courier.",
            Outlet=f"Courier {number % 5}",
            URL=f"https://courier.example/{name}/{number}",
        ).encode()
        for number in range(count)
    }

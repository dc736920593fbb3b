"""The network interfaces of this machine, and the one through which a phone beside it gets here."""

import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import TypeAlias

from voiceguide.errors import ShareError

IPAddress: TypeAlias = IPv4Address | IPv6Address

_VIRTUAL = re.compile(
    # VPNs
    r"(tun|tap|wg|utun|ipsec|ppp|tailscale|zt|nordlynx|proton|gpd|cscotun|vti|wireguard|openvpn|fortissl)"
    # containers and virtual machines, and the bridges between them
    r"|(docker|br-[0-9a-f]{8,}|veth|virbr|vnet|vmnet|vboxnet|lxc|lxd|incus|cni|flannel|cali|podman|kube|bridge[1-9]\d\d)"
    r"|(vethernet|virtualbox|vmware|hyper-v)"
    # what leads nowhere
    r"|(dummy|ifb|awdl|llw|anpi|gif|stf)",
    re.IGNORECASE,
)
"""How names of interfaces begin through which no phone gets here."""

_NO_HARDWARE = "65534"
"""What Linux says in `/sys/class/net/NAME/type` of a tunnel, whatever its name is (ARPHRD_NONE)."""

_UP_BY_GATEWAY = 3
"""The flags RTF_UP and RTF_GATEWAY of a route."""


@dataclass(frozen=True, slots=True)
class Interface:
    """A network interface.

    Attributes:
        addresses: of this machine there, in the system's order.
        virtual: whether it is a VPN, or leads to containers or virtual machines.
        metric: of its default route, where less is preferred; None without one.
    """

    name: str
    addresses: tuple[IPAddress, ...]
    virtual: bool = False
    metric: int | None = None

    @property
    def reachable(self) -> tuple[IPAddress, ...]:
        """The addresses that a browser of the local network can open: at most one of each version.

        A global IPv6 address is one of the whole internet, so it comes in only where there is no other. One that holds
        for the link alone needs the name of an interface after it, which browsers do not take.
        """
        usable = [
            each for each in self.addresses if not (each.is_loopback or each.is_link_local or each.is_unspecified)
        ]
        four = [each for each in usable if each.version == 4]
        six = sorted((each for each in usable if each.version == 6), key=lambda each: each.is_global)
        return (*four[:1], *(each for each in six[:1] if not (each.is_global and four)))


def chosen_interface(interfaces: Sequence[Interface]) -> Interface:
    """The interface to share on: no virtual one; with a default route, if there is one; with IPv4, if there is one.

    Raises:
        ShareError: there is none.
    """
    fit = [each for each in interfaces if each.reachable and not each.virtual]
    if not fit:
        raise ShareError(
            "This machine is on no network on which a phone could find it. Join one, or choose with --interface NAME "
            f"or --bind ADDR. There are: {listed(interfaces)}."
        )
    return min(
        fit, key=lambda each: (each.metric is None, each.metric or 0, not isinstance(each.reachable[0], IPv4Address))
    )


def named_interface(interfaces: Sequence[Interface], name: str) -> Interface:
    """The interface of that name.

    Raises:
        ShareError: there is none, or it has no address that a browser can open.
    """
    for each in interfaces:
        if each.name == name and each.reachable:
            return each
    raise ShareError(f"No interface '{name[:60]}' with an address. There are: {listed(interfaces)}.")


def listed(interfaces: Sequence[Interface]) -> str:
    """Interfaces that have addresses, with them: `eth0 (192.168.1.5), wg0 (10.0.0.2)`."""
    named = (f"{each.name} ({', '.join(map(str, each.reachable))})" for each in interfaces if each.reachable)
    return ", ".join(named) or "none"


def interfaces_here() -> tuple[Interface, ...]:
    """The interfaces of this machine."""
    import ifaddr

    found: dict[str, list[IPAddress]] = {}
    for adapter in ifaddr.get_adapters():
        for each in adapter.ips:
            address = each.ip if isinstance(each.ip, str) else each.ip[0]
            found.setdefault(adapter.nice_name, []).append(ip_address(address))
    metrics = _default_metrics() or {
        name: 0 for name, addresses in found.items() if {*_addresses_to_the_world()} & {*addresses}
    }
    return tuple(
        Interface(name, tuple(addresses), _is_virtual(name), metrics.get(name)) for name, addresses in found.items()
    )


def _is_virtual(name: str) -> bool:
    if _VIRTUAL.match(name):
        return True
    with suppress(OSError, ValueError):  # where there is no such file
        return Path("/sys/class/net", name, "type").read_text("ascii").strip() == _NO_HARDWARE
    return False


def _default_metrics() -> dict[str, int]:
    """The metric of each default route of IPv4, as Linux tells it, by the name of its interface."""
    metrics: dict[str, int] = {}
    with suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/net/route").read_text("ascii").splitlines()[1:]:
            name, destination, _, flags, _, _, metric, *_ = line.split()
            if int(destination, 16) == 0 and int(flags, 16) & _UP_BY_GATEWAY == _UP_BY_GATEWAY:
                metrics[name] = min(int(metric), metrics.get(name, int(metric)))
    return metrics


def _addresses_to_the_world() -> Iterator[IPAddress]:
    """The addresses from which this machine would send something to far away. Nothing is sent."""
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((far, 9))
            yield ip_address(asking.getsockname()[0])

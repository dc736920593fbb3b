"""Which interface is shared on."""

from ipaddress import ip_address

import pytest

from voiceguide.errors import ShareError
from voiceguide.share.interfaces import (
    Interface,
    _is_virtual,
    chosen_interface,
    interfaces_here,
    named_interface,
)

VIRTUAL = [
    "docker0", "br-1f2e3d4c5b6a", "veth12ab34", "tun0", "tap3", "wg0", "tailscale0", "utun4", "ztabcdef12", "virbr0", "vmnet8",
    "vboxnet0", "ppp0", "nordlynx", "cni0", "flannel.1", "cali1234", "lxcbr0", "lxdbr0", "podman1", "bridge100", "ifb0", "dummy0",
    "vEthernet (WSL)", "Hyper-V Virtual Ethernet Adapter", "VirtualBox Host-Only Ethernet Adapter", "awdl0", "llw0",
]  # fmt: skip
REAL = [
    "eth0",
    "wlan0",
    "en0",
    "enp3s0",
    "wlp2s0",
    "end0",
    "br0",
    "bond0",
    "Wi-Fi",
    "Ethernet",
    "Intel(R) Wi-Fi 6 AX201",
    "usb0",
]


def interface(name: str, *addresses: str, metric: int | None = None) -> Interface:
    return Interface(name, tuple(map(ip_address, addresses)), _is_virtual(name), metric)


@pytest.mark.parametrize("name", VIRTUAL)
def test_no_vpn_container_or_virtual_bridge_is_taken_even_with_the_default_route(name: str):
    real = interface("wlan0", "192.168.1.5", metric=600)
    assert chosen_interface([interface(name, "10.8.0.2", metric=0), real]) == real


@pytest.mark.parametrize("name", REAL)
def test_real_ones_are_taken(name: str):
    assert chosen_interface([interface("docker0", "172.17.0.1"), interface(name, "192.168.1.5")]).name == name


def test_of_real_ones_the_default_route_with_the_lowest_metric_wins():
    there = [
        interface("eth1", "10.0.0.7"),
        interface("wlan0", "192.168.1.5", metric=600),
        interface("eth0", "192.168.1.4", metric=100),
    ]
    assert chosen_interface(there).name == "eth0"


def test_without_a_default_route_one_with_ipv4_is_taken():
    there = [interface("eth0", "fd00::5"), interface("wlan0", "192.168.1.5")]
    assert chosen_interface(there).name == "wlan0"


@pytest.mark.parametrize(
    ("addresses", "reachable"),
    [
        (["192.168.1.5", "fe80::1"], ["192.168.1.5"]),
        (["169.254.3.4", "fd00::2"], ["fd00::2"]),
        (["2a00:1450::5", "fd00::2", "192.168.1.5", "192.168.1.6"], ["192.168.1.5", "fd00::2"]),
        (["2a00:1450::5", "192.168.1.5"], ["192.168.1.5"]),
        (["2a00:1450::5", "fe80::1"], ["2a00:1450::5"]),
        (["127.0.0.1", "::1"], []),
        ([], []),
    ],
)
def test_addresses_are_those_that_a_browser_nearby_can_open(addresses: list[str], reachable: list[str]):
    assert [str(each) for each in interface("eth0", *addresses).reachable] == reachable


def test_where_there_is_none_it_says_what_there_is_and_how_to_choose():
    there = [interface("lo", "127.0.0.1"), interface("wg0", "10.0.0.2"), interface("eth0", "fe80::1")]
    with pytest.raises(ShareError, match=r"--interface NAME or --bind ADDR\. There are: wg0 \(10\.0\.0\.2\)\."):
        chosen_interface(there)


def test_a_virtual_one_is_taken_by_its_name_and_an_unknown_name_tells_the_known():
    there = [interface("wg0", "10.0.0.2"), interface("wlan0", "192.168.1.5")]
    assert named_interface(there, "wg0").name == "wg0"
    with pytest.raises(ShareError, match=r"No interface 'wlan1' with an address.* wlan0 \(192"):
        named_interface(there, "wlan1")


def test_the_interfaces_of_this_machine_have_the_loopback_and_at_most_one_that_is_taken():
    there = interfaces_here()
    assert any(address.is_loopback for each in there for address in each.addresses)
    if any(each.reachable and not each.virtual for each in there):
        taken = chosen_interface(there)
        assert taken in there
        assert not any(each.metric is not None for each in there if not each.virtual) or taken.metric is not None

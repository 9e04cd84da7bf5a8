"""What is built is what is in the tree, and it works where nothing of the checkout can be seen."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.support.tree import ROOMS, ROOT, tree

PINS = ROOT / "requirements"


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; no variable of the environment may lead it back to the checkout."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "COVERAGE_"))}
    clean = {name: value for name, value in clean.items() if not name.startswith(("NEO4J_", "GOODOFFICES_"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


def copied(target: Path, *, links: bool) -> Path:
    """A copy of the project's files, so that nothing is built inside the checkout."""
    for path in tree():
        source, copy = ROOT / path, target / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_symlink() and not links:
            copy.write_text(source.readlink().as_posix(), encoding="utf-8")
        else:
            shutil.copy2(source, copy, follow_symlinks=False)
    return target


def packaged() -> set[str]:
    """The files that belong into the wheel: all of the rooms, and goodoffices itself."""
    ours = {path for path in tree() if path.startswith("goodoffices/") and not (ROOT / path).is_symlink()}
    return ours | {f"goodoffices/{path}" for path in tree() if path.split("/")[0] in ROOMS}


def held(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution and the wheel that was made from it, not from the tree."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, copied(source, links=True), cwd=out)
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


def test_the_wheel_holds_the_tree(wheel: Path) -> None:
    assert held(wheel) == packaged()


def test_the_wheel_is_the_same_without_symbolic_links(tmp_path: Path) -> None:
    """As in a checkout on Windows, where git writes a link as a small file of text."""
    source = copied(tmp_path / "source", links=False)
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, source, cwd=tmp_path)
    assert held(next(tmp_path.glob("*.whl"))) - {f"goodoffices/{room}" for room in ROOMS} == packaged()


def test_the_source_distribution_holds_what_the_wheel_needs(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    rooms = {path for path in tree() if path.split("/")[0] in ROOMS}
    assert rooms | {"LICENSE", "README.md", "pyproject.toml", "goodoffices/py.typed"} <= names


def test_the_wheel_carries_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        texts = [archive.read(name) for name in archive.namelist() if name.endswith(".dist-info/licenses/LICENSE")]
    assert texts == [(ROOT / "LICENSE").read_bytes()]


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\$", (PINS / name).read_text(encoding="utf-8"), re.MULTILINE))


def asked() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(text) for text in project["dependencies"]]


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel and, linked, the pinned runtime requirements: nothing else is there."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=home)
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    for name in pins("runtime.txt"):
        link_package(name, packages)
    return home


def link_package(name: str, packages: Path) -> None:
    found = distribution(name)
    tops = {file.parts[0] for file in found.files or () if file.parts[0] not in {"..", "__pycache__"}}
    # The driver's extension lies in the driver's own folder, which is linked already.
    for top in (top for top in tops if not (packages / top).exists()):
        (packages / top).symlink_to(Path(str(found.locate_file(top))))


def test_the_installed_package_is_not_the_checkout(elsewhere: Path) -> None:
    script = "import goodoffices.graph as graph; print(graph.__file__)"
    assert Path(run(elsewhere / "bin" / "python", "-W", "error", "-c", script, cwd=elsewhere)).is_relative_to(elsewhere)


def test_the_installed_command_tells_its_version(elsewhere: Path) -> None:
    told = run(elsewhere / "bin" / "goodoffices", "--version", cwd=elsewhere)
    assert told.split()[-1] == distribution("goodoffices").version


def test_the_installed_demo_runs_and_leaves_a_page(elsewhere: Path, tmp_path: Path) -> None:
    told = run(elsewhere / "bin" / "goodoffices", "demo", "-o", tmp_path / "demo", cwd=tmp_path)
    assert told.strip()
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
    assert [page for page in (tmp_path / "demo").rglob("*.html") if page.stat().st_size > 1000]


def test_the_installed_demo_runs_without_the_compiled_part_of_the_driver(elsewhere: Path, tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['neo4j._rust'] = None; sys.argv[1:] = ['demo', '-o', 'demo']\n"
        "from neo4j._codec.packstream import v1; from goodoffices.__main__ import main\n"
        "assert v1._rust_pack is v1._rust_unpack is None; main()"
    )
    assert "Oman" in run(elsewhere / "bin" / "python", "-c", script, cwd=tmp_path)


@pytest.mark.parametrize("requirement", asked(), ids=lambda requirement: requirement.name)
def test_the_pin_fits_what_the_package_asks_for(requirement: Requirement) -> None:
    assert requirement.specifier.contains(pins("runtime.txt")[requirement.name], prereleases=True)


@pytest.mark.parametrize("name", ["runtime.txt", "build.txt", "dev.txt"])
def test_every_pin_has_hashes_and_no_address(name: str) -> None:
    text = (PINS / name).read_text(encoding="utf-8")
    pinned = re.findall(r"^\S+==\S+ \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", text, re.MULTILINE)
    assert len(pinned) == len(re.findall("==", text)) > 0
    assert not re.search(r"://|--(?:extra-)?index|--find-links|--trusted-host", text)


def test_tools_from_npm_are_pinned_by_hash_and_by_no_address() -> None:
    text = (PINS / "node" / "package-lock.json").read_text(encoding="utf-8")
    wanted = json.loads((PINS / "node" / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = {name.removeprefix("node_modules/"): one for name, one in json.loads(text)["packages"].items() if name}
    assert wanted.items() <= {name: one["version"] for name, one in locked.items()}.items()
    assert all(one["integrity"].startswith("sha512-") for one in locked.values())
    assert "resolved" not in text


def test_one_version_of_a_package_is_pinned() -> None:
    runtime, dev = pins("runtime.txt"), {**pins("build.txt"), **pins("dev.txt")}
    assert {name: version for name, version in dev.items() if runtime.get(name, version) != version} == {}
    assert pins("build.txt").items() <= pins("dev.txt").items()


def test_the_table_of_licences_is_up_to_date() -> None:
    run(sys.executable, ROOT / "tools" / "licences.py", "--check", cwd=ROOT)

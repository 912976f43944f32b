# `make run` to try bulletind, `make test` to check it; `make help` for the rest.

SWIFT ?= $(or $(shell command -v swift),$(wildcard /opt/swift/usr/bin/swift),swift)
# Debian's names of all that the build needs besides Swift.
PACKAGES = ca-certificates git g++ pkg-config tzdata libxml2-dev libmd4c-dev libmd4c-html0-dev libdeflate-dev nettle-dev \
	libsqlite3-dev libzip-dev libuchardet-dev libgmime-3.0-dev libseccomp-dev
PREFIX ?= /usr/local
DESTDIR ?=
CONFIG = Config/bulletind.yaml
PROGRAM = .build/release/bulletind
setting = $(shell sed -n 's/^$(1): *//p' $(CONFIG))

.DEFAULT_GOAL := help
.PHONY: help setup build run test lint check-unit torture bench fuzz install clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s%s\n", $$1, $$2 }' Makefile

setup: ## install the Debian packages that are missing (through sudo when not root)
	@Scripts/setup "$(SWIFT)" $(PACKAGES)

build: setup ## build the program for use
	@"$(SWIFT)" build -c release --product bulletind

run: build ## build, put a sample into a new ./inbox, and start on http://127.0.0.1:8080/
	@if [ ! -e $(call setting,inbox) ]; then \
	    mkdir -p $(call setting,inbox) && cp Config/sample/* $(call setting,inbox)/; fi
	@echo
	@echo "Drop bulletins into  $(CURDIR)/$(call setting,inbox)"
	@echo "Read them at         $(call setting,url)"
	@echo "Subscribe to         $(call setting,url)feed.rss"
	@echo "                     $(call setting,url)feed.atom"
	@echo "                     $(call setting,url)feed.json"
	@echo "Stop with            Ctrl-C"
	@echo
	@exec $(PROGRAM) run --config $(CONFIG)

lint: setup ## check the form of all Swift files, and the validator's grammars
	@"$(SWIFT)" format lint --strict -r Sources Tests Package.swift
	@Scripts/setup "$(SWIFT)" jing || true
	@Scripts/lint-grammars

check-unit: ## check the systemd unit: no complaint, exposure at most 1.5
	@Scripts/check-unit

test: lint check-unit ## check form, unit, and all promises
	@Scripts/setup "$(SWIFT)" python3 python3-html5lib || echo "Without html5lib one check of the sanitizer is skipped."
	@"$(SWIFT)" test

torture: build ## attack the program with kills, power cuts, failing calls and floods, and see broken variants caught
	@Scripts/setup "$(SWIFT)" python3 gcc libc6-dev e2fsprogs xfsprogs util-linux mount
	@python3 -B Tests/Torture/torture.py $(PROGRAM) --swift "$(SWIFT)" $(TORTURE)

bench: build ## measure drop to feed, many drops, full builds beside hugo, reading, validating, and rendering (installs the peers that are missing)
	@Scripts/setup "$(SWIFT)" hugo python3 python3-feedparser cmark-gfm libxml2-utils unzip
	@python3 Benchmarks/latency.py $(PROGRAM)
	@python3 Benchmarks/burst.py $(PROGRAM)
	@python3 Benchmarks/build.py $(PROGRAM)
	@python3 Benchmarks/reading.py $(PROGRAM)
	@"$(SWIFT)" build -c release --product RenderingBenchmark
	@python3 Benchmarks/feeds.py $(PROGRAM) --rendering .build/release/RenderingBenchmark

FUZZ_SECONDS ?= 600
fuzz: setup ## give each reader hostile input for FUZZ_SECONDS (600)
	@Scripts/setup "$(SWIFT)" python3 unzip
	@Scripts/fuzz "$(SWIFT)" $(FUZZ_SECONDS) $(FUZZ_SUBJECTS)

# The Swift libraries that the program needs lie beside it, where it looks for them: no toolchain has to stay.
install: ## install the built program, unit, users, folders, configuration and manual (PREFIX, DESTDIR)
	@test -x $(PROGRAM) || { echo "Nothing is built yet: run 'make build' first, as yourself." >&2; exit 1; }
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/lib/bulletind" \
	    "$(DESTDIR)$(PREFIX)/share/doc/bulletind" "$(DESTDIR)/etc/bulletind"
	install -m 755 $(PROGRAM) "$(DESTDIR)$(PREFIX)/lib/bulletind/bulletind"
	ldd $(PROGRAM) | awk '$$3 ~ "/swift/linux/" { print $$3 }' | \
	    xargs -r install -m 644 -t "$(DESTDIR)$(PREFIX)/lib/bulletind"
	ln -sfn ../lib/bulletind/bulletind "$(DESTDIR)$(PREFIX)/bin/bulletind"
	install -D -m 644 systemd/bulletind.service "$(DESTDIR)$(PREFIX)/lib/systemd/system/bulletind.service"
	sed -i 's|/usr/bin/bulletind|$(PREFIX)/bin/bulletind|' \
	    "$(DESTDIR)$(PREFIX)/lib/systemd/system/bulletind.service"
	install -D -m 644 systemd/bulletind.sysusers.conf "$(DESTDIR)$(PREFIX)/lib/sysusers.d/bulletind.conf"
	install -D -m 644 systemd/bulletind.tmpfiles.conf "$(DESTDIR)$(PREFIX)/lib/tmpfiles.d/bulletind.conf"
	install -D -m 644 docs/bulletind.8 "$(DESTDIR)$(PREFIX)/share/man/man8/bulletind.8"
	install -m 644 README.md CHANGELOG.md docs/ARCHITECTURE.md docs/VALIDATOR.md $(CONFIG) \
	    "$(DESTDIR)$(PREFIX)/share/doc/bulletind"
	test -e "$(DESTDIR)/etc/bulletind/bulletind.yaml" || sed \
	    -e 's|^inbox:.*|inbox: /srv/bulletind/inbox|' -e 's|^site:.*|site: /srv/bulletind/site|' \
	    -e 's|^state:.*|state: /var/lib/bulletind|' $(CONFIG) >"$(DESTDIR)/etc/bulletind/bulletind.yaml"

clean: ## remove what was built; inbox, site and state stay
	rm -rf .build

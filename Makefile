# `make run` and `make test` do all set-up. FLINT in a folder of its own:
# make FLINT_PREFIX=/path/to/flint ... (with include/ and lib/ below it).

# libcdd-dev is for an oracle of the tests.
PACKAGES := libgmp-dev libcdd-dev liblapacke-dev libcairo2-dev libsqlite3-dev
ifndef FLINT_PREFIX
PACKAGES += libflint-dev libflint-arb-dev libmpfr-dev
endif
DOCUMENTED := LongWork Programs Databases ExactAlgebra Enclosures NumericalAlgebra Polyhedra \
  GaussianMeasures Varieties Networks LatentGates Regions Tilings RandomNetworks InvariantFamilies \
  Properties Verification RegionInformation Realizability NetworkVarieties PossibleOutputs \
  Certification Interchange Formulas Presentation Drawing Laboratory Claims

SWIFT := swift
ifdef FLINT_PREFIX
FLINT_FLAGS := -Xcc -I$(FLINT_PREFIX)/include -Xlinker -L$(FLINT_PREFIX)/lib \
  -Xlinker -rpath -Xlinker $(FLINT_PREFIX)/lib
endif
# With the Swift runtime in the executable it starts in two thirds of the time; toolchains for
# macOS have the shared one only.
RUNTIME = $(dir $(realpath $(shell command -v $(SWIFT))))../lib/swift_static/linux/libFoundation.a
ifneq ($(wildcard $(RUNTIME)),)
RELEASE_FLAGS := --static-swift-stdlib
endif
RELUVAR = .build/release/reluvar
# What packages are made of: the release, which is built first, unless RELUVAR names another one.
BUILT := $(if $(filter command,$(firstword $(origin RELUVAR))),,build)
VERSION = $(shell sed -n 's/.*static let version = "\(.*\)"/\1/p' Sources/reluvar/Reluvar.swift)
PREFIX := /usr/local
PACKAGED := .build/packages

.PHONY: run build test test-python test-browser check example papers bench bench-peers bench-regions-peers \
  bench-measures-peers bench-linear-algebra lint format \
  docs clean setup install bundle wheel tarball deb

run: build
	@mkdir -p out
	$(RELUVAR) derive examples/two-blocks/problem.yaml --max-degree 4 \
	  --generators highest-weight
	@$(RELUVAR) derive examples/two-blocks/problem.yaml --max-degree 4 --quiet \
	  --format latex --output out/two-blocks.tex
	@echo "The equations are in out/two-blocks.tex"
	@if command -v pdflatex >/dev/null; then \
	  pdflatex -interaction=batchmode -halt-on-error -output-directory out \
	    out/two-blocks.tex >/dev/null && echo "and, set, in out/two-blocks.pdf"; \
	fi

build: setup
	@$(SWIFT) build -c release --product reluvar $(RELEASE_FLAGS) $(FLINT_FLAGS)

# So many tests at once: with all of them at once, a test waits minutes for its turn.
TEST_WIDTH := 16
RUN_TESTS = SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(TEST_WIDTH) $(SWIFT) test $(FLINT_FLAGS)
test: setup
	$(RUN_TESTS)

# The Python package, from the wheel in an environment of its own.
test-python: wheel
	Tests/Python/run $(PACKAGED)/*.whl

# Reports in a headless browser; screenshots are left in .build/browser.
test-browser: $(BUILT)
	Tests/Browser/run $(RELUVAR)

# Lint, and the tests without the slow ones, which the file Tests/slow names.
check: lint setup
	$(RUN_TESTS) $(shell sed -e '/^\#/d' -e '/./s|.*|--skip ^&/|' Tests/slow)

# The example of a package that uses the libraries, built with what is built already, and run.
example: setup
	$(SWIFT) build --package-path examples/library --scratch-path .build $(FLINT_FLAGS)
	.build/debug/RegionsAndEquations | diff examples/library/expected.txt -
	@echo "examples/library prints what is expected"

# The tables of the papers, recomputed and compared with what is expected; results in out/papers, where
# the manuscript on two blocks is set, too, if there is pdflatex.
papers: build
	@status=0; for paper in papers/*; do \
	  echo "$$paper"; \
	  RELUVAR=$(CURDIR)/$(RELUVAR) $$paper/reproduce out/$$paper || status=1; \
	done; exit $$status

# The command, manual pages and completions below PREFIX.
install: $(BUILT)
	install -d $(DESTDIR)$(PREFIX)/bin
	install -s -m 755 $(RELUVAR) $(DESTDIR)$(PREFIX)/bin/reluvar
	Sources/Distribution/extras $(RELUVAR) $(DESTDIR)$(PREFIX)

# For computers without Swift: the executable with its libraries, of which the wheel of the Python
# package and the archive are made, and a package of Debian that uses those of the system.
bundle: $(BUILT)
	Sources/Distribution/bundle $(RELUVAR) .build/bundle

wheel: bundle
	@mkdir -p $(PACKAGED) && rm -f $(PACKAGED)/*.whl
	RELUVAR_BUNDLE=$(CURDIR)/.build/bundle \
	  python3 -m pip wheel --quiet --no-deps --wheel-dir $(PACKAGED) Sources/Python
	@ls $(PACKAGED)/*.whl

tarball: bundle
	Sources/Distribution/extras $(RELUVAR) .build/bundle
	@mkdir -p $(PACKAGED)
	tar --create --gzip --owner=0 --group=0 --numeric-owner --sort=name \
	  --transform='s,^\.,reluvar-$(VERSION),' --directory=.build/bundle \
	  --file=$(PACKAGED)/reluvar-$(VERSION)-linux-$(shell uname -m).tar.gz .
	@ls $(PACKAGED)/*.tar.gz

deb: $(BUILT)
	Sources/Distribution/deb $(RELUVAR) $(PACKAGED)

# Speed and memory; figures that were seen are in BENCHMARKS.md.
bench: build
	RELUVAR_BENCHMARKS=1 RELUVAR_EXECUTABLE=$(CURDIR)/$(RELUVAR) \
	  $(SWIFT) package benchmark run --no-progress

# The same ideals by Singular and Macaulay2; Sources/Benchmarks/Peers/peers.py says what it reads.
bench-peers: build
	RELUVAR=$(CURDIR)/$(RELUVAR) python3 Sources/Benchmarks/Peers/peers.py

# Activation regions beside a search in floating point, with SciPy's HiGHS.
bench-regions-peers: build
	RELUVAR=$(CURDIR)/$(RELUVAR) "$$(Sources/Benchmarks/Peers/prepare)" \
	  Sources/Benchmarks/Peers/regions.py

# Gaussian probabilities beside mvtnorm of R, where it is installed, and SciPy.
bench-measures-peers: build
	RELUVAR=$(CURDIR)/$(RELUVAR) "$$(Sources/Benchmarks/Peers/prepare)" \
	  Sources/Benchmarks/Peers/measures.py
	"$$(Sources/Benchmarks/Peers/prepare)" Sources/Benchmarks/Peers/bivariate.py

# FLINT's elimination beside that of FFLAS-FFPACK, NTL and PARI, where these are installed.
bench-linear-algebra:
	@$(MAKE) --no-print-directory -C Sources/Benchmarks/LinearAlgebra

lint:
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests examples/library

format:
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests

# The documentation as a web site in .build/documentation.
docs: setup
	RELUVAR_DOCUMENTATION=1 $(SWIFT) package \
	  --allow-writing-to-directory .build/documentation generate-documentation \
	  $(foreach target,$(DOCUMENTED),--target $(target)) \
	  --enable-experimental-combined-documentation --warnings-as-errors \
	  --output-path .build/documentation

clean:
	rm -rf .build out

# Installs what is missing on Debian and Ubuntu; elsewhere says what to install.
setup:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "Swift 6.1 or later is needed; install a toolchain from swift.org" >&2; exit 1; }
	@if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then \
	  missing=""; \
	  for package in $(PACKAGES); do \
	    dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
	      || missing="$$missing $$package"; \
	  done; \
	  [ -z "$$missing" ] && exit 0; \
	  echo "Installing$$missing"; \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  if [ -n "$$sudo" ] && ! command -v sudo >/dev/null; then \
	    echo "as root, run: apt-get install$$missing" >&2; exit 1; \
	  fi; \
	  $$sudo apt-get update -qq && \
	  $$sudo env DEBIAN_FRONTEND=noninteractive \
	    apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends $$missing; \
	else \
	  for prefix in "$(FLINT_PREFIX)" /usr /usr/local /opt/homebrew; do \
	    [ -f $$prefix/include/flint/fmpq_mpoly.h ] && has_flint=1; \
	    [ -f $$prefix/include/cddlib/cdd.h ] && has_cdd=1; \
	    [ -f $$prefix/include/cairo/cairo.h ] && has_cairo=1; \
	    [ -f $$prefix/include/sqlite3.h ] && has_sqlite=1; \
	  done; \
	  [ "$$(uname)" = Darwin ] && has_sqlite=1; \
	  [ -n "$$has_flint" ] && [ -n "$$has_cdd" ] && [ -n "$$has_cairo" ] && \
	    [ -n "$$has_sqlite" ] && exit 0; \
	  echo "FLINT (2.9 or 3), GMP, MPFR, cairo, SQLite and, for tests, cddlib with their headers are" >&2; \
	  echo "needed. Install them (macOS: brew install flint cddlib cairo; Fedora: dnf install" >&2; \
	  echo "flint-devel cddlib-devel cairo-devel sqlite-devel) and, where FLINT is in a folder" >&2; \
	  echo "of its own, name it:" >&2; \
	  echo "make FLINT_PREFIX=/path/to/folder" >&2; \
	  exit 1; \
	fi

# One verb, one file: each target is a script in bin/. `make` lists them.
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint fmt docs check bench lock

help:   ## list the targets
	@grep -E '^[a-z]+: *##' $(MAKEFILE_LIST) | sed -E 's/: *## */\t/'
setup:  ## make or refresh .venv and the front end
	@bin/opzetten dev
demo:   ## run the product with a made-up country
	@bin/demo
test:   ## all tests
	@bin/test
lint:   ## style, types and import contracts
	@bin/lint
fmt:    ## format, and mend what can be mended
	@bin/lint --fix
docs:   ## write the generated pages
	@bin/docs
check:  ## what CI runs
	@bin/lint && bin/test && bin/test-postgres15
bench:  ## measure, next to the bare SQL
	@bin/bench
lock:   ## renew the lock files
	@bin/vergrendel

"""The messages and stubs of the API, generated from its proto files, which document them."""

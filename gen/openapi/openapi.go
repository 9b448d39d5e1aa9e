// Package openapi holds the OpenAPI 3.1 document of the HTTP door.
package openapi

import _ "embed"

// JSON is the document. Treat it as read-only.
//
//go:embed throughline.openapi.json
var JSON []byte

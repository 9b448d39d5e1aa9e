package schema

import (
	"fmt"
	"strings"

	"entgo.io/ent/dialect/entsql"
)

// now lets the database fill a time that a hand-written insert leaves out.
func now() *entsql.Annotation { return entsql.DefaultExpr("now()") }

// emptyObject lets the database fill a jsonb object that a hand-written insert leaves out.
func emptyObject() *entsql.Annotation { return entsql.DefaultExpr("'{}'::jsonb") }

// emptyList lets the database fill a jsonb list that a hand-written insert leaves out.
func emptyList() *entsql.Annotation { return entsql.DefaultExpr("'[]'::jsonb") }

// oneOf is a check that a column holds one of the values of a closed set.
func oneOf(column string, values ...string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = "'" + v + "'"
	}
	return fmt.Sprintf("%s IN (%s)", column, strings.Join(quoted, ", "))
}

// checks names a table and the constraints on its rows.
func checks(table string, named map[string]string) entsql.Annotation {
	return entsql.Annotation{Table: table, Checks: named}
}

// transactionID lets the database fill in the id of the transaction that adds the row.
func transactionID() *entsql.Annotation {
	return entsql.DefaultExpr("(pg_current_xact_id()::text)::bigint")
}

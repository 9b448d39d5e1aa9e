package main

import "entgo.io/ent/dialect/sql/schema"

const tenantColumn = "tenant_id"

// tenantFirst makes tenant_id the first column of every primary and foreign key between tables
// that have it. ent's own descriptors know one id per entity; the generated client never looks
// at these tables. Doing it twice changes nothing.
func tenantFirst(tables []*schema.Table) {
	for _, t := range tables {
		tenant, ok := t.Column(tenantColumn)
		if !ok {
			continue
		}
		if len(t.PrimaryKey) == 1 && t.PrimaryKey[0] != tenant {
			t.PrimaryKey = []*schema.Column{tenant, t.PrimaryKey[0]}
		}
		for _, fk := range t.ForeignKeys {
			ref, ok := fk.RefTable.Column(tenantColumn)
			if !ok || len(fk.Columns) != 1 {
				continue
			}
			fk.Columns = []*schema.Column{tenant, fk.Columns[0]}
			fk.RefColumns = []*schema.Column{ref, fk.RefColumns[0]}
			fk.OnDelete = schema.NoAction // SET NULL would clear tenant_id too
		}
	}
}

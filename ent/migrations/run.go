package migrations

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/golang-migrate/migrate/v4"
	"github.com/golang-migrate/migrate/v4/database"
	"github.com/golang-migrate/migrate/v4/database/postgres"
	"github.com/golang-migrate/migrate/v4/source/iofs"
	_ "github.com/lib/pq" // the driver that golang-migrate's postgres driver speaks through
	"github.com/riverqueue/river/rivermigrate"
)

// Up applies every migration that the database has not had, then River's, and returns those
// it applied. ownerURL is the address of the database as the owner's role. Several processes
// may call it at once: one works, the others wait for it.
//
// An error names the migration that failed. A file is one transaction unless it says
// otherwise, so a failed one usually leaves nothing behind; the database is marked all the
// same, and Up refuses to go on until Force says from which version.
func Up(ctx context.Context, ownerURL string) ([]Migration, error) {
	s, err := shipped()
	if err != nil {
		return nil, err
	}
	return s.up(ctx, ownerURL)
}

// Down takes back every migration above the version to, newest first, and returns them. River's
// tables and jobs go when to is 0, which means all; otherwise to must be a known version. What
// the removed tables and columns held is lost.
func Down(ctx context.Context, ownerURL string, to uint64) ([]Migration, error) {
	s, err := shipped()
	if err != nil {
		return nil, err
	}
	return s.down(ctx, ownerURL, to)
}

// Force records that the database is at a version, without running anything: the way out after
// a migration failed half-way and a person has put right what it left. 0 means at none.
func Force(ctx context.Context, ownerURL string, version uint64) error {
	s, err := shipped()
	if err != nil {
		return err
	}
	return s.force(ctx, ownerURL, version)
}

func (s *set) up(ctx context.Context, url string) (done []Migration, err error) {
	err = s.run(ctx, url, func(r *runner) error {
		version, err := r.version()
		if err != nil {
			return err
		}
		for _, m := range s.list {
			if m.Version <= version {
				continue
			}
			if err := r.step(ctx, m); err != nil {
				return err
			}
			done = append(done, m)
		}
		return migrateRiver(ctx, url, rivermigrate.DirectionUp, 0)
	})
	return done, err
}

func (s *set) down(ctx context.Context, url string, to uint64) (done []Migration, err error) {
	if to != 0 && !s.has(to) {
		return nil, fmt.Errorf("migration %014d is not known: give the version of one that `migrate --status` lists, or 0 for none", to)
	}
	err = s.run(ctx, url, func(r *runner) error {
		version, err := r.version()
		if err != nil {
			return err
		}
		if version != 0 && !s.has(version) {
			return fmt.Errorf("the database is at version %014d, which this program does not know: use the newer program to go down", version)
		}
		if to == 0 && version != 0 {
			if err := migrateRiver(ctx, url, rivermigrate.DirectionDown, -1); err != nil {
				return err
			}
		}
		for _, m := range slices.Backward(s.list) {
			if m.Version <= to || m.Version > version {
				continue
			}
			if err := r.stepBack(ctx, m); err != nil {
				return err
			}
			done = append(done, m)
		}
		return nil
	})
	return done, err
}

func (s *set) force(ctx context.Context, url string, version uint64) error {
	if version != 0 && !s.has(version) {
		return fmt.Errorf("migration %014d is not known", version)
	}
	return s.run(ctx, url, func(r *runner) error {
		number := int(version)
		if version == 0 {
			number = -1 // golang-migrate's word for none
		}
		if err := r.m.Force(number); err != nil {
			return err
		}
		return r.recordForced(ctx, version)
	})
}

func (s *set) has(version uint64) bool {
	return slices.ContainsFunc(s.list, func(m Migration) bool { return m.Version == version })
}

// runner is a connection to the database that holds the lock.
type runner struct {
	set *set
	db  *sql.DB
	m   *migrate.Migrate
}

// run connects, takes the lock, makes the tables of the record and calls f.
func (s *set) run(ctx context.Context, url string, f func(*runner) error) error {
	db, err := sql.Open("postgres", url)
	if err != nil {
		return fmt.Errorf("the owner's database address: %w", err)
	}
	defer db.Close()
	return locked(ctx, db, func() error {
		if err := createRecord(ctx, db); err != nil {
			return err
		}
		m, err := s.migrator(ctx, db)
		if err != nil {
			return err
		}
		err = f(&runner{set: s, db: db, m: m})
		source, database := m.Close()
		return errors.Join(err, source, database)
	})
}

func (s *set) migrator(ctx context.Context, db *sql.DB) (*migrate.Migrate, error) {
	source, err := iofs.New(s.files, ".")
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	driver, err := postgres.WithConnection(ctx, conn, &postgres.Config{
		MigrationsTable:       `"ops"."schema_migrations"`,
		MigrationsTableQuoted: true,
	})
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return migrate.NewWithInstance("iofs", source, "postgres", driver)
}

// version returns where the database is, 0 for nowhere.
func (r *runner) version() (uint64, error) {
	version, dirty, err := r.m.Version()
	if errors.Is(err, migrate.ErrNilVersion) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	if dirty {
		return 0, fmt.Errorf("migration %014d failed earlier: look at what it left, put it right, then `migrate --force` the version that the database is at", version)
	}
	return uint64(version), nil
}

func (r *runner) step(ctx context.Context, m Migration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := r.recordBegin(ctx, m); err != nil {
		return err
	}
	if err := r.m.Steps(1); err != nil {
		return fmt.Errorf("migration %s up: %w", m, plain(err))
	}
	return r.recordEnd(ctx, m)
}

func (r *runner) stepBack(ctx context.Context, m Migration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := r.m.Steps(-1); err != nil {
		return fmt.Errorf("migration %s down: %w", m, plain(err))
	}
	return r.recordGone(ctx, m)
}

// plain leaves the whole file out of golang-migrate's error.
func plain(err error) error {
	var failed database.Error
	if !errors.As(err, &failed) {
		return err
	}
	if failed.Line > 0 {
		return fmt.Errorf("line %d: %w", failed.Line, failed.OrigErr)
	}
	return failed.OrigErr
}

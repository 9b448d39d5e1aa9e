package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/server/app"
	"github.com/throughline-cx/throughline/server/evaluate"
	"github.com/throughline-cx/throughline/server/jobs"
	"github.com/throughline-cx/throughline/server/store"
)

type rereadOptions struct {
	databaseFlags
	tenant string
	here   bool
	json   bool
	limit  int
	afresh bool
}

func newReread(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "reread",
		Short: "Read a tenant's history again with this program's model",
		Long: `Reads a tenant's whole history again, beside what is live: with a newer model, or after a change
of the journey map. Nothing takes effect before 'apply'; 'diff' shows what would change.

With --regroup, 'diff' and 'apply' group everything afresh by what is read: clusters may become one,
or part. Without it only mentions that say something else now may move. What people decided stays.

A running server of this version reads in the background, when live traffic leaves it time; it
goes on where it was after a stop or a crash. With --here, 'start' reads in this process.`,
		Example: `  throughline reread start --tenant acme
  throughline reread diff --tenant acme
  throughline reread apply --tenant acme`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	for _, sub := range []struct {
		name, short string
		run         func(*cobra.Command, Streams, rereadOptions, *jobs.Rereading) error
	}{
		{"start", "Start to read again, or see how far that is", startReread},
		{"status", "Show how far the last rereading is", rereadStatus},
		{"diff", "Show what would change: mentions, clusters, alerts", rereadDiff},
		{"apply", "Make what was found live, all at once", applyReread},
		{"discard", "Drop what was found; what is live stays as it is", discardReread},
	} {
		c.AddCommand(newRereadStep(s, sub.name, sub.short, sub.run))
	}
	return c
}

// newRereadStep makes one of the commands below reread.
func newRereadStep(s Streams, name, short string, run func(*cobra.Command, Streams, rereadOptions, *jobs.Rereading) error) *cobra.Command {
	var o rereadOptions
	c := &cobra.Command{
		Use:     name + " --tenant TENANT",
		Short:   short,
		Example: "  throughline reread " + name + " --tenant acme",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if !store.ValidTenantID(o.tenant) {
				return usageError{errors.New("--tenant must be given: a lower-case letter, then lower-case letters, digits and hyphens, 2 to 39 characters")}
			}
			settings, err := assistSettings()
			if err != nil {
				return usageError{err}
			}
			return app.WithStore(c.Context(), o.options(s.Err), func(db *store.Store) error {
				r, err := app.Rereading(db, settings, slog.New(slog.DiscardHandler))
				if err != nil {
					return err
				}
				err = run(c, s, o, r)
				if errors.Is(err, store.ErrNotFound) {
					return noRereading(c, db, o.tenant, err)
				}
				return err
			})
		},
	}
	o.add(c)
	c.Flags().StringVar(&o.tenant, "tenant", "", "the tenant's `id`, such as retail")
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	switch name {
	case "start":
		c.Flags().BoolVar(&o.here, "here", false, "read in this process, and end when everything is read")
	case "diff", "apply":
		c.Flags().BoolVar(&o.afresh, "regroup", false, "group everything afresh: clusters are merged and split too, not only mentions moved")
		c.Flags().IntVar(&o.limit, "limit", 10, "print at most so `many` lines of each kind of change; --json prints all it has")
	}
	return c
}

// noRereading says what is missing: the tenant, or a rereading of it.
func noRereading(c *cobra.Command, db *store.Store, tenant string, err error) error {
	if _, missing := db.GetTenant(c.Context(), tenant); errors.Is(missing, store.ErrNotFound) {
		return noTenant(tenant)
	}
	return fmt.Errorf("%w; 'throughline reread start --tenant %s' starts one", err, tenant)
}

func startReread(c *cobra.Command, s Streams, o rereadOptions, r *jobs.Rereading) error {
	started, err := r.Store.StartRereading(c.Context(), o.tenant, r.Understanding.Version())
	if err != nil {
		return err
	}
	if !o.here {
		return printReread(s, o, started)
	}
	bars := newBars(s)
	err = r.Finish(c.Context(), o.tenant, func(now store.Rereading) {
		bars.set("read again", now.Interactions, float64(now.Interactions)/float64(max(now.Total, now.Interactions)))
	})
	bars.done()
	if err != nil {
		return err
	}
	return rereadStatus(c, s, o, r)
}

func rereadStatus(c *cobra.Command, s Streams, o rereadOptions, r *jobs.Rereading) error {
	latest, err := r.Store.LatestRereading(c.Context(), o.tenant)
	if err != nil {
		return err
	}
	if latest.State == store.RereadingReading && latest.Model != r.Understanding.Version() {
		fmt.Fprintf(s.Err, "only a server whose model is %s reads on; this program's is %s\n", latest.Model, r.Understanding.Version())
	}
	return printReread(s, o, latest)
}

func discardReread(c *cobra.Command, s Streams, o rereadOptions, r *jobs.Rereading) error {
	ended, err := r.Store.DiscardRereading(c.Context(), o.tenant)
	if err != nil {
		return err
	}
	return printReread(s, o, ended)
}

func rereadDiff(c *cobra.Command, s Streams, o rereadOptions, r *jobs.Rereading) error {
	_, diff, err := r.Diff(c.Context(), o.tenant, uuid.Nil, o.afresh)
	if err != nil {
		return err
	}
	return printDiff(s, o, diff)
}

func applyReread(c *cobra.Command, s Streams, o rereadOptions, r *jobs.Rereading) error {
	ended, err := r.Apply(c.Context(), o.tenant, uuid.Nil, o.afresh)
	if err != nil {
		return err
	}
	if err := printDiff(s, o, *ended.Diff); err != nil {
		return err
	}
	fmt.Fprintf(s.Err, "applied what model %s found in %s\n", ended.Model, count(int(ended.Interactions), "interaction", "interactions"))
	return nil
}

// rereadLine is a rereading as JSON shows it.
type rereadLine struct {
	ID           string               `json:"id"`
	Model        string               `json:"model"`
	State        store.RereadingState `json:"state"`
	Total        int64                `json:"total"`
	Interactions int64                `json:"interactions"`
	Mentions     int64                `json:"mentions"`
	StartedAt    time.Time            `json:"started_at"`
	ReadyAt      *time.Time           `json:"ready_at"`
	EndedAt      *time.Time           `json:"ended_at"`
	Diff         *evaluate.Diff       `json:"diff"`
}

func printReread(s Streams, o rereadOptions, r store.Rereading) error {
	if o.json {
		return json.NewEncoder(s.Out).Encode(rereadLine{
			ID: r.ID.String(), Model: r.Model, State: r.State, Total: r.Total, Interactions: r.Interactions, Mentions: r.Mentions,
			StartedAt: r.StartedAt, ReadyAt: unlessZero(r.ReadyAt), EndedAt: unlessZero(r.EndedAt), Diff: r.Diff,
		})
	}
	fmt.Fprintf(s.Out, "%s: %d of %d interactions read with model %s, %s found; started %s\n", r.State,
		r.Interactions, max(r.Total, r.Interactions), r.Model, count(int(r.Mentions), "mention", "mentions"), r.StartedAt.Format(time.RFC3339))
	return nil
}

package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
)

// severalArguments asks for the first named argument and at least one of the second.
func severalArguments(one, others string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return usageError{fmt.Errorf("%s needs %s and %s", c.CommandPath(), one, others)}
		case 1:
			return usageError{fmt.Errorf("%s needs %s after %s", c.CommandPath(), others, one)}
		}
		return nil
	}
}

func newClustersMerge(s Streams) *cobra.Command {
	var o decideFlags
	c := &cobra.Command{
		Use:   "merge ID OTHER...",
		Short: "Make clusters one: they tell of the same break",
		Long: `Makes clusters one. The oldest survives with all mentions and its alert; the other ids lead to it
for ever. The key needs the role reviewer.`,
		Example: `  throughline clusters merge 01a213c7-4590-742c-87c2-216f617fe60e 01a213c8-0b11-7d13-9c2e-5d7c1a2f9e44 --comment "the same desk"`,
		Args:    severalArguments("ID", "OTHER"),
		RunE:    func(c *cobra.Command, args []string) error { return mergeClusters(c.Context(), s, o, args) },
	}
	o.add(c)
	c.ValidArgsFunction = completeClusters(&o.clientFlags)
	return c
}

func mergeClusters(ctx context.Context, s Streams, o decideFlags, args []string) error {
	return o.decide(s, func(client *throughline.Client) (*throughlinev1.Decision, error) {
		names, err := resources(client, "clusters", args)
		if err != nil {
			return nil, err
		}
		if len(names) < 2 {
			return nil, usageError{errors.New("a cluster cannot be merged with itself; give the id of another")}
		}
		return client.Clusters.MergeClusters(ctx, &throughlinev1.MergeClustersRequest{
			Name: names[0], Clusters: names[1:], Comment: o.comment, Etag: o.etag,
		})
	})
}

func newClustersSplit(s Streams) *cobra.Command {
	var o decideFlags
	c := &cobra.Command{
		Use:   "split ID MENTION...",
		Short: "Take mentions out of a cluster into a new one: they tell of another break",
		Long: `Takes mentions out of a cluster into a new one. The two are never merged again but by a person.
The key needs the role reviewer.`,
		Example: `  throughline clusters split 01a213c7-4590-742c-87c2-216f617fe60e 01a213c8-7f0e-71aa-8d0b-3f1e2a4c5b6d`,
		Args:    severalArguments("ID", "MENTION"),
		RunE: func(c *cobra.Command, args []string) error {
			return o.withMentions(s, args, func(client *throughline.Client, cluster string, mentions []string) (*throughlinev1.Decision, error) {
				return client.Clusters.SplitCluster(c.Context(), &throughlinev1.SplitClusterRequest{Name: cluster, Mentions: mentions, Comment: o.comment, Etag: o.etag})
			})
		},
	}
	o.add(c)
	c.ValidArgsFunction = firstOnly(completeClusters(&o.clientFlags))
	return c
}

func newClustersMove(s Streams) *cobra.Command {
	var o decideFlags
	c := &cobra.Command{
		Use:   "move ID MENTION...",
		Short: "Move mentions into a cluster from wherever they are",
		Long: `Moves mentions into the cluster ID. A cluster that is left without mentions retires, and its id
leads there. The key needs the role reviewer.`,
		Example: `  throughline clusters move 01a213c7-4590-742c-87c2-216f617fe60e 01a213c8-7f0e-71aa-8d0b-3f1e2a4c5b6d`,
		Args:    severalArguments("ID", "MENTION"),
		RunE: func(c *cobra.Command, args []string) error {
			return o.withMentions(s, args, func(client *throughline.Client, cluster string, mentions []string) (*throughlinev1.Decision, error) {
				return client.Clusters.MoveMentions(c.Context(), &throughlinev1.MoveMentionsRequest{Name: cluster, Mentions: mentions, Comment: o.comment, Etag: o.etag})
			})
		},
	}
	o.add(c)
	c.ValidArgsFunction = firstOnly(completeClusters(&o.clientFlags))
	return c
}

// withMentions decides about a cluster and mentions that the arguments name.
func (f *decideFlags) withMentions(s Streams, args []string, fn func(client *throughline.Client, cluster string, mentions []string) (*throughlinev1.Decision, error)) error {
	return f.decide(s, func(client *throughline.Client) (*throughlinev1.Decision, error) {
		cluster, err := resource(client, "clusters", args[0])
		if err != nil {
			return nil, err
		}
		mentions, err := resources(client, "mentions", args[1:])
		if err != nil {
			return nil, err
		}
		return fn(client, cluster, mentions)
	})
}

func newClustersRename(s Streams) *cobra.Command {
	var o decideFlags
	c := &cobra.Command{
		Use:   "rename ID TITLE",
		Short: "Give a cluster a title",
		Long: `Gives a cluster a title; an empty one brings back the title that is made from what the mentions
say. The key needs the role reviewer.`,
		Example: `  throughline clusters rename 01a213c7-4590-742c-87c2-216f617fe60e "Helmets nobody has"
  throughline clusters rename 01a213c7-4590-742c-87c2-216f617fe60e ""`,
		Args: exactArguments("ID", "TITLE"),
		RunE: func(c *cobra.Command, args []string) error { return renameCluster(c.Context(), s, o, args[0], args[1]) },
	}
	o.add(c)
	c.ValidArgsFunction = firstOnly(completeClusters(&o.clientFlags))
	return c
}

func renameCluster(ctx context.Context, s Streams, o decideFlags, given, title string) error {
	return o.decide(s, func(client *throughline.Client) (*throughlinev1.Decision, error) {
		name, err := resource(client, "clusters", given)
		if err != nil {
			return nil, err
		}
		return client.Clusters.RenameCluster(ctx, &throughlinev1.RenameClusterRequest{Name: name, Title: title, Comment: o.comment, Etag: o.etag})
	})
}

package command

import (
	"context"
	"fmt"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/throughline-cx/throughline/cmd/throughline/importing"
	throughlinev1 "github.com/throughline-cx/throughline/gen/go/throughline/v1"
	throughline "github.com/throughline-cx/throughline/sdk/go"
	"github.com/throughline-cx/throughline/server/alert"
)

type policyOptions struct {
	clientFlags
	etag string
	json bool
}

func newPolicy(s Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "policy",
		Short: "Set a tenant's thresholds from a file, after seeing what they would have done",
		Long: `Thresholds as code: 'policy plan' shows how a file differs from what is set and what it would
have done over the tenant's history, beside what is set; 'policy apply' sets it, if nobody has
changed the policy since.`,
		Example: `  throughline policy plan policy.yaml`,
		Args:    noArguments,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newPolicyPlan(s), newPolicyApply(s))
	return c
}

func newPolicyPlan(s Streams) *cobra.Command {
	var o policyOptions
	c := &cobra.Command{
		Use:   "plan FILE",
		Short: "Show what a policy.yaml changes, and what it would have done over history",
		Long: `Reads a policy.yaml, compares it with the policy that is set, and simulates both over the
tenant's history with the evaluator that runs live. It changes nothing. The last line gives the
etag that 'policy apply' needs. The key needs the role viewer.`,
		Example: `  throughline policy plan policy.yaml
  throughline policy plan policy.yaml --json | jq .draft.firingsPerWeek`,
		Args: exactArguments("FILE"),
		RunE: func(c *cobra.Command, args []string) error { return planPolicy(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.Flags().BoolVar(&o.json, "json", false, "print the simulation as JSON")
	return c
}

func newPolicyApply(s Streams) *cobra.Command {
	var o policyOptions
	c := &cobra.Command{
		Use:   "apply --etag ETAG FILE",
		Short: "Set the policy that was planned, unless somebody changed it since",
		Long: `Sets the policy of a policy.yaml. The etag is that which 'policy plan' printed: when the policy
has been changed since, nothing is set, and planning again shows what changed. The key needs the
role admin.`,
		Example: `  throughline policy apply --etag 01a213c7-4590-742c-87c2-216f617fe60e policy.yaml`,
		Args:    exactArguments("FILE"),
		RunE:    func(c *cobra.Command, args []string) error { return applyPolicy(c.Context(), s, o, args[0]) },
	}
	o.add(c)
	c.Flags().StringVar(&o.etag, "etag", "", "`etag` of the policy that was planned against, as 'policy plan' prints it")
	return c
}

// withPolicy reads a policy.yaml and calls fn with it and with a client.
func (o policyOptions) withPolicy(path string, fn func(*throughline.Client, *throughlinev1.Policy) error) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	p, err := alert.ParseYAML(data)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return o.call(func(client *throughline.Client) error {
		return fn(client, importing.PolicyOf(client.Name("policy"), p))
	})
}

func planPolicy(ctx context.Context, s Streams, o policyOptions, path string) error {
	return o.withPolicy(path, func(client *throughline.Client, draft *throughlinev1.Policy) error {
		present, err := client.Policy.GetPolicy(ctx, &throughlinev1.GetPolicyRequest{Name: draft.GetName()})
		if err != nil {
			return err
		}
		out, err := client.Policy.SimulatePolicy(ctx, &throughlinev1.SimulatePolicyRequest{Policy: draft})
		if err != nil {
			return err
		}
		if o.json {
			return printJSON(s, out)
		}
		differences, err := policyDifferences(present, draft)
		if err != nil {
			return err
		}
		printPlan(s, differences, out)
		// What the differences were told against: a change between the two calls is refused too.
		fmt.Fprintf(s.Out, "\nTo set it: throughline policy apply --etag %s %s\n", strconv.Quote(present.GetEtag()), path)
		return nil
	})
}

func applyPolicy(ctx context.Context, s Streams, o policyOptions, path string) error {
	if o.etag == "" {
		return usageError{fmt.Errorf("--etag must be given: 'throughline policy plan %s' prints it", path)}
	}
	return o.withPolicy(path, func(client *throughline.Client, draft *throughlinev1.Policy) error {
		draft.Etag = o.etag
		set, err := client.Policy.UpdatePolicy(ctx, &throughlinev1.UpdatePolicyRequest{Policy: draft})
		if err != nil {
			return err
		}
		fmt.Fprintf(s.Err, "policy version %d is set\n", set.GetVersion())
		return nil
	})
}

package main

import (
	"context"
	"fmt"
	"time"
)

const aWhile = time.Hour

// contextTimeout makes a context with a deadline below another one, and cancels it.
func contextTimeout(_, each int) func() {
	return func() {
		parent, cancel := context.WithCancel(context.Background())
		defer cancel()
		for i := 0; i < each; i++ {
			_, end := context.WithTimeout(parent, aWhile)
			end()
		}
	}
}

type key struct{}

// contextCommonParent is context.BenchmarkCommonParentCancel: workers make contexts below one and the same, and cancel them.
func contextCommonParent(_, each int) func() {
	parent, _ := context.WithCancel(context.WithValue(context.Background(), key{}, "value"))
	return func() {
		for i := 0; i < each; i++ {
			ctx, cancel := context.WithCancel(parent)
			if ctx.Value(key{}) != "value" {
				fail("the value of a context is not seen below it")
			}
			compute(shortWork)
			cancel()
		}
	}
}

// contextCheck asks a live context whether it has ended.
func contextCheck(_, each int) func() {
	return func() {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		for i := 0; i < each; i++ {
			if ctx.Err() != nil {
				fail("the context has ended")
			}
		}
	}
}

// contextTree makes a chain of contexts, each below the one before, and cancels the first; one operation is a chain.
func contextTree(depth int) workload {
	name := fmt.Sprintf("context-tree-%d", depth)
	return workload{name, false, func(n int, report emit) {
		rounds := treeRounds(n, depth)
		start := time.Now()
		inParallel(func() {
			for i := 0; i < rounds; i++ {
				chain(depth)
			}
		})
		report(name, "ns", perOp(start, rounds))
	}}
}

func chain(depth int) {
	last, cancel := context.WithCancel(context.Background())
	below := make([]context.CancelFunc, depth)
	for k := 1; k < depth; k++ {
		last, below[k] = context.WithCancel(last)
	}
	cancel()
	if last.Err() == nil {
		fail("the last context of a chain was not cancelled")
	}
}

func treeRounds(n, depth int) int {
	if rounds := n / 10 / depth; rounds > 0 {
		return rounds
	}
	return 1
}

package main

import (
	"sync"
	"time"
)

// Rounds of compute that take about a microsecond, half of one, and a tenth.
const (
	longWork        = 1000
	halfMicrosecond = 500
	shortWork       = 100
)

const multiplier uint64 = 6364136223846793005

var sink uint64

// compute does some rounds of work, each about a nanosecond, that no compiler takes away.
func compute(rounds int) {
	x := uint64(rounds) + 1 // never zero: a store for each element would be paid by all processors
	for i := 0; i < rounds; i++ {
		x = x*multiplier ^ x>>32
	}
	if x == 0 {
		sink = x
	}
}

// spin computes until a while has passed.
func spin(d time.Duration) {
	for start := time.Now(); time.Since(start) < d; {
	}
}

// perOp is the time since start for each of n operations, in ns.
func perOp(start time.Time, n int) float64 {
	return float64(time.Since(start).Nanoseconds()) / float64(n)
}

// inParallel runs each body in a goroutine of its own and returns when all have ended.
func inParallel(bodies ...func()) {
	var all sync.WaitGroup
	all.Add(len(bodies))
	for _, body := range bodies {
		body := body
		go func() {
			defer all.Done()
			body()
		}()
	}
	all.Wait()
}

// inWorkers runs the body in as many goroutines as said and returns when all have ended.
func inWorkers(workers int, body func()) {
	bodies := make([]func(), workers)
	for i := range bodies {
		bodies[i] = body
	}
	inParallel(bodies...)
}

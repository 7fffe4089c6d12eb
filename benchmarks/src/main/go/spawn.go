package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

const capturing = 4

// spawn starts n goroutines from one goroutine; each ends at once.
func spawn(n int, report emit) {
	var all sync.WaitGroup
	all.Add(n)
	start := time.Now()
	for i := 0; i < n; i++ {
		go all.Done()
	}
	all.Wait()
	report("spawn", "ns", perOp(start, n))
}

// spawnSteal starts n goroutines from one; each computes for about half a microsecond.
func spawnSteal(n int, report emit) {
	var all sync.WaitGroup
	all.Add(n)
	child := func() {
		compute(halfMicrosecond)
		all.Done()
	}
	start := time.Now()
	for i := 0; i < n; i++ {
		go child()
	}
	all.Wait()
	report("spawn-steal", "ns", perOp(start, n))
}

// spawnCapture is runtime.BenchmarkCreateGoroutinesCapture: four goroutines that capture a variable, waited for, again and again.
func spawnCapture(n int, report emit) {
	n /= 5
	start := time.Now()
	for round := 0; round < n; round++ {
		var all sync.WaitGroup
		all.Add(capturing)
		for i := 0; i < capturing; i++ {
			i := i
			go func() {
				if i < capturing {
					all.Done()
				}
			}()
		}
		all.Wait()
	}
	report("spawn-capture", "ns", perOp(start, n))
}

// successor is runtime.BenchmarkCreateGoroutines: every goroutine starts the next one and ends.
func successor(n int, report emit) {
	start := time.Now()
	chains(1, n)
	report("successor", "ns", perOp(start, n))
}

// successorParallel has a chain for each P.
func successorParallel(n int, report emit) {
	start := time.Now()
	chains(runtime.GOMAXPROCS(0), n)
	report("successor-parallel", "ns", perOp(start, n))
}

func chains(count, n int) {
	done := make(chan struct{})
	for i := 0; i < count; i++ {
		go startNext(n/count, done)
	}
	for i := 0; i < count; i++ {
		<-done
	}
}

func startNext(n int, done chan struct{}) {
	if n == 0 {
		done <- struct{}{}
		return
	}
	go startNext(n-1, done)
}

// stackGrowth starts goroutines, one after the other in each worker, that recurse with frames of about a kilobyte.
func stackGrowth(depth int) workload {
	name := fmt.Sprintf("stack-growth-%d", depth)
	return workload{name, false, func(n int, report emit) {
		workers := runtime.GOMAXPROCS(0)
		each := n / 10 / depth / workers
		start := time.Now()
		inWorkers(workers, func() {
			done := make(chan uint64, 1)
			for i := 0; i < each; i++ {
				go func() { done <- grow(depth) }()
				<-done
			}
		})
		report(name, "ns", perOp(start, each*workers))
	}}
}

//go:noinline
func grow(depth int) uint64 {
	var frame [128]uint64
	frame[depth%len(frame)] = uint64(depth)
	if depth == 0 {
		return frame[0]
	}
	return grow(depth-1) + frame[depth%len(frame)]
}

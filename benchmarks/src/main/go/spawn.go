package main

import (
	"sync"
	"time"
)

// perOp is the time since start for each of n operations, in ns.
func perOp(start time.Time, n int) float64 {
	return float64(time.Since(start).Nanoseconds()) / float64(n)
}

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

// successor is runtime.BenchmarkCreateGoroutines: every goroutine starts the next one and ends.
func successor(n int, report emit) {
	done := make(chan struct{})
	start := time.Now()
	go startNext(n, done)
	<-done
	report("successor", "ns", perOp(start, n))
}

func startNext(n int, done chan struct{}) {
	if n == 0 {
		close(done)
		return
	}
	go startNext(n-1, done)
}

// skynet builds a tree of goroutines, ten children each, with n leaves that send their number up; reported for the whole tree.
func skynet(n int, report emit) {
	leaves := 1
	for leaves*10 <= n {
		leaves *= 10
	}
	result := make(chan int64)
	start := time.Now()
	go skynetNode(result, 0, int64(leaves))
	sum := <-result
	report("skynet", "ms", float64(time.Since(start).Nanoseconds())/1e6)
	if want := int64(leaves) * int64(leaves-1) / 2; sum != want {
		fail("skynet: sum is %d, expected %d", sum, want)
	}
}

func skynetNode(parent chan<- int64, number, size int64) {
	if size == 1 {
		parent <- number
		return
	}
	children := make(chan int64)
	for i := int64(0); i < 10; i++ {
		go skynetNode(children, number+i*(size/10), size/10)
	}
	var sum int64
	for i := 0; i < 10; i++ {
		sum += <-children
	}
	parent <- sum
}

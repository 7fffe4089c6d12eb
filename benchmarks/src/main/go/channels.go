package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

const (
	turn      = 100
	syncBatch = 1000
	wakeDelay = 5 * time.Microsecond
)

// pingPong: two goroutines, two unbuffered channels; one operation is a round trip.
func pingPong(n int, report emit) {
	start := time.Now()
	roundTrips(n)
	report("ping-pong", "ns", perOp(start, n))
}

func roundTrips(n int) {
	ping, pong := make(chan int), make(chan int)
	inParallel(
		func() {
			for i := 0; i < n; i++ {
				ping <- i
				<-pong
			}
		},
		func() {
			for i := 0; i < n; i++ {
				pong <- <-ping
			}
		})
}

// pingPongHog is runtime.BenchmarkPingPongHog: round trips beside a goroutine that never waits.
func pingPongHog(n int, report emit) {
	n /= 2
	var stopped atomic.Bool
	empty := make(chan int, 1)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for !stopped.Load() {
			select {
			case <-empty:
			default:
			}
		}
	}()
	start := time.Now()
	roundTrips(n)
	report("ping-pong-hog", "ns", perOp(start, n))
	stopped.Store(true)
	<-ended
}

// prodCons: producers and as many consumers on one channel; one operation is an element.
func prodCons(name string, capacity, pairs, work int) workload {
	return workload{name, false, func(n int, report emit) {
		c := make(chan int, capacity)
		each := n / pairs
		bodies := make([]func(), 0, 2*pairs)
		for i := 0; i < pairs; i++ {
			bodies = append(bodies, func() {
				for i := 0; i < each; i++ {
					compute(work)
					c <- i
				}
			}, func() {
				for i := 0; i < each; i++ {
					<-c
					compute(work)
				}
			})
		}
		start := time.Now()
		inParallel(bodies...)
		report(name, "ns", perOp(start, each*pairs))
	}}
}

func prodConsAll() []workload {
	var all []workload
	for _, capacity := range []int{0, 1, 10, 100, 128} {
		all = append(all, prodCons(fmt.Sprintf("prod-cons-%d", capacity), capacity, 1, 0))
	}
	for _, capacity := range []int{0, 128} {
		for pairs := 2; pairs <= 64; pairs *= 2 {
			all = append(all, prodCons(fmt.Sprintf("prod-cons-%d-%dx%d", capacity, pairs, pairs), capacity, pairs, 0))
		}
	}
	for _, capacity := range []int{0, 10, 100} {
		all = append(all,
			prodCons(fmt.Sprintf("prod-cons-procs-%d", capacity), capacity, runtime.GOMAXPROCS(0), 0),
			prodCons(fmt.Sprintf("prod-cons-work-%d", capacity), capacity, runtime.GOMAXPROCS(0), shortWork))
	}
	return all
}

// chanSync is runtime.BenchmarkChanSync: two goroutines change sides for each element of one unbuffered channel.
func chanSync(n int, report emit) {
	c := make(chan int)
	alternate := func(me int) func() {
		return func() {
			for batch := 0; batch < n/syncBatch; batch++ {
				for i := 0; i < syncBatch/2; i++ {
					if batch&1 == me {
						<-c
						c <- 0
					} else {
						c <- 0
						<-c
					}
				}
			}
		}
	}
	start := time.Now()
	inParallel(alternate(0), alternate(1))
	report("chan-sync", "ns", perOp(start, n))
}

// each makes a workload of workers, one for each P, that share n operations.
func each(name string, prepare func(workers, each int) func()) workload {
	return workload{name, false, func(n int, report emit) {
		workers := runtime.GOMAXPROCS(0)
		body := prepare(workers, n/workers)
		start := time.Now()
		inWorkers(workers, body)
		report(name, "ns", perOp(start, n))
	}}
}

func chanCreation(_, each int) func() {
	return func() {
		for i := 0; i < each; i++ {
			c := make(chan int, 1)
			c <- i
			<-c
		}
	}
}

func chanUncontended(_, each int) func() {
	return func() { takeTurns(make(chan int, turn), each) }
}

func chanContended(workers, each int) func() {
	c := make(chan int, turn*workers)
	return func() { takeTurns(c, each) }
}

func takeTurns(c chan int, n int) {
	for i := 0; i < n/turn; i++ {
		for k := 0; k < turn; k++ {
			c <- k
		}
		for k := 0; k < turn; k++ {
			<-c
		}
	}
}

func chanNonblocking(_, each int) func() {
	empty := make(chan int)
	return func() {
		for i := 0; i < each; i++ {
			select {
			case <-empty:
				fail("an element out of nowhere")
			default:
			}
		}
	}
}

func chanClosed(_, each int) func() {
	closed := make(chan int)
	close(closed)
	return func() {
		for i := 0; i < each; i++ {
			if _, ok := <-closed; ok {
				fail("an element out of nowhere")
			}
		}
	}
}

func chanSemaphore(workers, each int) func() {
	permits := make(chan struct{}, workers)
	return func() {
		for i := 0; i < each; i++ {
			permits <- struct{}{}
			<-permits
		}
	}
}

// chanDrain fills a channel, closes it and receives to the end.
func chanDrain(n int, report emit) {
	n /= 5
	c := make(chan int, n)
	start := time.Now()
	inParallel(func() {
		for i := 0; i < n; i++ {
			c <- i
		}
		close(c)
		received := 0
		for range c {
			received++
		}
		if received != n {
			fail("received %d of %d", received, n)
		}
	})
	report("chan-drain", "ns", perOp(start, n))
}

// wakeups is runtime.BenchmarkWakeupParallelSpinning: two goroutines compute and wake each other in turns.
func wakeups(delay time.Duration) workload {
	name := fmt.Sprintf("wakeups-%dus", delay.Microseconds())
	return workload{name, false, func(n int, report emit) {
		n /= 250
		ping, pong := make(chan struct{}), make(chan struct{})
		start := time.Now()
		inParallel(
			func() {
				for i := 0; i < n; i++ {
					spin(delay + wakeDelay)
					ping <- struct{}{}
					spin(delay)
					<-pong
				}
			},
			func() {
				for i := 0; i < n; i++ {
					spin(delay)
					<-ping
					spin(delay + wakeDelay)
					pong <- struct{}{}
				}
			})
		report(name, "ns", perOp(start, n))
	}}
}

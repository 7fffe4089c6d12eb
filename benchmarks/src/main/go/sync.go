package main

import (
	"fmt"
	"sync"
	"time"
)

const (
	slack     = 10
	crowded   = 4
	lockEvery = 4
)

func mutexUncontended(_, each int) func() {
	return func() {
		var mu sync.Mutex
		lockAndUnlock(&mu, 0, each)
	}
}

func mutexShared(_, each int) func() {
	var mu sync.Mutex
	return func() { lockAndUnlock(&mu, 0, each) }
}

// mutexSlack has ten goroutines for each worker.
func mutexSlack(_, each int) func() {
	var mu sync.Mutex
	return func() {
		inWorkers(slack, func() { lockAndUnlock(&mu, 0, each/slack) })
	}
}

func mutexWork(_, each int) func() {
	var mu sync.Mutex
	return func() { lockAndUnlock(&mu, shortWork, each) }
}

func mutexSpin(_, each int) func() {
	var mu sync.Mutex
	return func() { lockAndUnlock(&mu, longWork, each) }
}

// mutexNoSpin is sync.BenchmarkMutexNoSpin: most of the time there is something else to do than to wait for the lock.
func mutexNoSpin(_, each int) func() {
	var mu sync.Mutex
	return func() {
		inWorkers(crowded, func() {
			told := make(chan struct{})
			for i := 0; i < each/crowded; i++ {
				if i%lockEvery == 0 {
					mu.Lock()
					mu.Unlock()
				} else {
					compute(longWork)
					go func() { told <- struct{}{} }()
					<-told
				}
			}
		})
	}
}

// The empty critical section is what is measured.
func lockAndUnlock(mu *sync.Mutex, work, n int) {
	for i := 0; i < n; i++ {
		mu.Lock()
		mu.Unlock()
		compute(work)
	}
}

func rwMutex(writeEvery, work int) func(workers, each int) func() {
	return func(_, each int) func() {
		var mu sync.RWMutex
		return func() {
			for i := 0; i < each; i++ {
				if i%writeEvery == 0 {
					mu.Lock()
					compute(work)
					mu.Unlock()
				} else {
					mu.RLock()
					compute(work)
					mu.RUnlock()
				}
			}
		}
	}
}

// The semaphore of Go's users is a channel.
func semaphoreUncontended(_, each int) func() {
	return func() { acquireAndRelease(make(chan struct{}, 1), each) }
}

func semaphoreShared(_, each int) func() {
	permit := make(chan struct{}, 1)
	return func() { acquireAndRelease(permit, each) }
}

func acquireAndRelease(permits chan struct{}, n int) {
	for i := 0; i < n; i++ {
		permits <- struct{}{}
		<-permits
	}
}

// cond is sync.BenchmarkCond: all wait for the last of a round, who wakes them; one operation is a round.
func cond(waiters int) workload {
	name := fmt.Sprintf("cond-%d", waiters)
	return workload{name, false, func(n int, report emit) {
		rounds := n / 20 / waiters
		var mu sync.Mutex
		c := sync.NewCond(&mu)
		arrived, round := 0, 0
		start := time.Now()
		inWorkers(waiters+1, func() {
			for i := 0; i < rounds; i++ {
				mu.Lock()
				arrived++
				if arrived == waiters+1 {
					arrived = 0
					round++
					c.Broadcast()
				} else {
					for round == i {
						c.Wait()
					}
				}
				mu.Unlock()
			}
		})
		report(name, "ns", perOp(start, rounds))
	}}
}

// once asks for something that has been done already.
func once(_, each int) func() {
	var done sync.Once
	return func() {
		for i := 0; i < each; i++ {
			done.Do(func() {})
		}
	}
}

func waitGroupUncontended(_, each int) func() {
	return func() {
		for i := 0; i < each; i++ {
			var group sync.WaitGroup
			group.Add(1)
			group.Done()
			group.Wait()
		}
	}
}

func waitGroup(_, each int) func() {
	return func() {
		for i := 0; i < each; i++ {
			var group sync.WaitGroup
			group.Add(1)
			go group.Done()
			group.Wait()
		}
	}
}

package dev.spindle.spring;

import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Applies {@code spindle.replace-reactor-schedulers}: as soon as the properties of the application are known, before any of its beans,
 * as a library that has asked for a scheduler keeps the one it got. It ends when the application context begins to close.
 */
final class ReactorSchedulersListener implements ApplicationListener<ApplicationEvent>, Ordered {

    private static final String PROPERTY = SpindleProperties.PREFIX + ".replace-reactor-schedulers";

    ReactorSchedulersListener() {}

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        switch (event) {
            case ApplicationEnvironmentPreparedEvent prepared -> {
                if (Binder.get(prepared.getEnvironment())
                        .bind(PROPERTY, Boolean.class)
                        .orElse(false)) {
                    InstalledSchedulers.acquire(prepared.getSpringApplication());
                }
            }
            case ApplicationContextInitializedEvent initialized ->
                InstalledSchedulers.pass(initialized.getSpringApplication(), initialized.getApplicationContext());
            case ApplicationFailedEvent failed -> {
                InstalledSchedulers.release(failed.getSpringApplication());
                if (failed.getApplicationContext() != null) {
                    InstalledSchedulers.release(failed.getApplicationContext());
                }
            }
            // Those of child contexts come here, too, and own nothing.
            case ContextClosedEvent closed -> InstalledSchedulers.release(closed.getApplicationContext());
            default -> {}
        }
    }

    /** After the listener that reads the properties, and before all others. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 11;
    }
}

-- What a message about alerts rests on. Its words are made when it is sent, from what is known then: an owner who stops sharing
-- is in nothing that waits, and no words stay behind.
CREATE TABLE message_alert (
    -- The message's own.
    day INT8 NOT NULL,
    message BYTES NOT NULL,
    alert BYTES NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('opened', 'grown', 'ended')),
    created INT8 NOT NULL,
    PRIMARY KEY (message, alert, stage)
);
CREATE INDEX message_alert_by_alert ON message_alert (alert);
CREATE INDEX message_alert_by_day ON message_alert (day);
CREATE INDEX alert_news_by_alert ON alert_news (alert);
DELETE FROM alert_news WHERE NOT EXISTS (SELECT 1 FROM alert a WHERE a.id = alert_news.alert);
DELETE FROM alert_heard WHERE NOT EXISTS (SELECT 1 FROM alert a WHERE a.id = alert_heard.alert);
INSERT INTO message_alert (day, message, alert, stage, created)
    SELECT m.day, m.id, m.alert,
        CASE m.subject WHEN 'alert-grown' THEN 'grown' WHEN 'alert-ended' THEN 'ended' ELSE 'opened' END, m.created
    FROM message m JOIN alert a ON a.id = m.alert WHERE m.kind = 'alert';
-- What one that waits was made of several alerts is not known: whoever was to get it hears of those that are open anew.
DELETE FROM alert_heard WHERE EXISTS (SELECT 1 FROM message m WHERE m.receiver = alert_heard.receiver AND m.kind = 'alert'
    AND m.alert IS NULL AND m.state = 'waiting');
DELETE FROM message WHERE kind = 'alert' AND alert IS NULL AND state = 'waiting';
UPDATE message SET subject = '', body = '' WHERE kind = 'alert';

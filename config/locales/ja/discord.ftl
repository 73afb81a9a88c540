# 回答のほかにボットが Discord で話す文。ボタン、フォーム、ヘルプ、設定、お知らせ。コマンドの名前と説明は最後にある。
# ボタンは80文字、フォームの見出しは45文字、説明は100文字、コマンドの名前は32文字まで。

## 回答の下

discord-understood = 質問の解釈：{ $question }
discord-as-of = { $date }時点 · リビジョン { $revision }
discord-page = { $pages }ページ中{ $page }ページ目
discord-sources = 出典
discord-sources-of-answer = この回答の出典
discord-more-sources = ほか{ $count }件は「出典」ボタンで
discord-further-sources = ほか{ $count }件は回答の中の番号のリンクから
discord-source-class =
    { $class ->
        [primary-statement] 本人・当事者の発表
        [major-outlet] 報道機関
        [syndicated-copy] 報道機関の記事の転載
        [trade-outlet] 専門メディア
        [aggregator] まとめサイト
        [wiki] ウィキ
        [blog] ブログ
        [forum] 掲示板
       *[content-farm] コンテンツファーム
    }
discord-left-out = あと{ $count }文を省きました。短い質問ならすべて表示できます。
discord-timeline = 年表
discord-helpful =
    { $count ->
        [0] 役に立った
       *[other] 役に立った · { $count }
    }
discord-unhelpful =
    { $count ->
        [0] 役に立たなかった
       *[other] 役に立たなかった · { $count }
    }
discord-wrong = 誤り・古い情報を報告
discord-previous = 戻る
discord-next = 続き
discord-delete = 削除
discord-choose = もしかして…
discord-voted =
    { $vote ->
        [helpful] ありがとうございます。役に立った：{ $helpful }、役に立たなかった：{ $unhelpful }。投票はいつでも変えられます。
       *[unhelpful] ありがとうございます。役に立った：{ $helpful }、役に立たなかった：{ $unhelpful }。誤りがあれば隣のボタンからお知らせください。
    }

## 訂正のフォーム

discord-correction-title = 誤り・古い情報の報告
discord-correction-field = どこが誤っていますか
discord-correction-field-hint = 最終日、理由、移籍先など
discord-correction-value = 正しくは
discord-correction-value-hint = 出典にあるとおりに
discord-correction-source = 出典（https のアドレス）
discord-correction-source-hint = https://…
discord-correction-thanks = ありがとうございます。編集者が出典と照らし合わせます。/privacy からいつでも削除できます。
discord-correction-bad-source = 編集者が確かめられるよう、出典には https のアドレスが必要です。何も保存していません。
discord-correction-unclear = 空欄か、長すぎる項目がありました。何も保存していません。
discord-correction-full = あなたの訂正がすでに多数、確認待ちです。いくつか処理されてから、またお願いします。

## ひとこと

discord-error = 問題が起きました。少し待ってからもう一度お試しください。
discord-stale = このボタンは期限切れです。もう一度質問してください。
discord-slow-down = 質問が続いています。数秒お待ちください。
discord-only-asker = この回答を削除できるのは、質問した人かモデレーターだけです。
discord-only-admins = サーバーを管理する人だけができます。
discord-only-servers = サーバーの中でだけ使えます。
discord-not-here = このサーバーでは、管理者が別のチャンネルを回答先に選んでいます。private を付ければここでも質問できます。
discord-unclear-date = 日付が読み取れませんでした。2026-02-11、2026-02、2026 のように書いてください。
discord-nothing-to-check = そのメッセージには確かめる文がありません。
discord-unknown-organisation = その名前の組織はデータにありません。一覧から選んでください。

## コマンドが尋ねる質問

discord-ask-person = { $name }とは誰ですか
discord-ask-check = { $claim } というのは本当ですか
discord-ask-sources = 出典はどこですか
discord-ask-timeline =
    { $span ->
        [from] { $from }以降の{ $organisation }の退職者の年表
        [to] { $to }までの{ $organisation }の退職者の年表
       *[between] { $from }から{ $to }までの{ $organisation }の退職者の年表
    }

## ヘルプとプライバシー

discord-help =
    { $dataset }について、ふつうの言葉で質問してください。メンション、回答への返信、ダイレクトメッセージのどれでも答えます。どの文にも出典があり、出典が食い違うときは両方を示し、どの出典にもないことは推測しません。たとえば：
discord-help-commands =
    { $ask } は何でも（過去の日付の時点でも）質問できます。{ $person } と { $timeline } は名前だけで使えます。{ $check } は主張を確かめます。メッセージのメニューの「Check this claim」も同じです。{ $sources } は出典、{ $privacy } は保存する情報の説明です。
discord-help-data = { $dataset }、{ $date }時点：出典{ $sources }件、リビジョン { $revision }。Exitnote { $version }。
discord-help-support = お問い合わせ：{ $address }
discord-role-hint = ロールへのメンションでは、Discord がメッセージの本文を渡してくれません。名前でメンションしてください。
discord-privacy =
    {"**"}保存するもの、しないもの**
    メッセージは保存しません。質問は読んで答えたあと捨てます。続けて質問できるよう、何についての質問だったか（名前や日付だけで、文は残しません）を10分間だけメモリに持ちます。
    保存するのは、回答への投票、送られた訂正、お知らせを受け取るチャンネルとその設定者、サーバーの設定、そして二重に答えないための回答済みメッセージの番号（2日間）です。サーバーの管理者が有効にした場合に限り、答えられなかった質問を、名前・番号・アドレスを除き、誰が尋ねたかも残さずに保存します。
    第三者には渡さず、モデルの学習にも使いません。ボタンを押すと、あなたの投票と訂正、お知らせの設定者としての名前をすぐに削除します。
discord-forget = 私の情報を削除
discord-forgotten = 削除しました。投票{ $votes }件、訂正{ $corrections }件、お知らせの設定者の名前{ $subscriptions }件。会話の記憶も消しました。

## 設定

discord-settings = このサーバーの設定
discord-settings-saved = 保存しました。現在の設定：
discord-settings-channels = 公開で答える場所
discord-settings-channels-all = 見えるすべてのチャンネル
discord-settings-channels-none = なし
discord-settings-language = 言語
discord-settings-language-any = 質問した人の言語、なければサーバーの言語
discord-settings-length = 回答の長さ
discord-settings-full = 全文
discord-settings-short = 短く
discord-settings-unanswered = 答えられなかった質問の保存
discord-settings-on = する
discord-settings-off = しない
discord-settings-subscribers = /watch を使える人
discord-settings-admins = サーバーを管理する人
discord-settings-everyone = 全員（「連携サービス」でもコマンドを全員に許可してください）
discord-unanswered = 答えられなかった質問
discord-unanswered-line = { $count }回「{ $question }」（最後は{ $last }、{ $reason }）
discord-unanswered-empty = これまでの質問にはすべて答えています。
discord-unanswered-off = このサーバーでは答えられなかった質問を保存していません。/settings change の unanswered で有効にできます。

## お知らせ

discord-new = 新しい記録：{ $person }の退職
discord-changed = { $person }の記録が変わりました：{ $changes }
discord-changed-date = 日付
discord-changed-manner = 辞め方
discord-changed-reason = 理由
discord-changed-destination = 移籍先
discord-changed-statement = 本人の言葉
discord-changed-response = 反応
discord-watch-started = { $organisation }の退職の追加や変更を{ $channel }でお知らせします。
discord-watch-stopped = { $channel }では{ $organisation }の退職をお知らせしなくなりました。
discord-watch-list = 退職の追加や変更をお知らせするチャンネル：
discord-watch-none = お知らせを受け取るチャンネルはありません。/watch start で始められます。

## 退職の図

picture-title = { $organisation }の退職
picture-exact = 日付がわかっている
picture-span = この間のいずれかの日
picture-undated = 日付の記載なし
picture-remaining = 在籍者
picture-months = 1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月

## コマンドの名前と説明

command-check-message = この主張を確かめる
command-ask = 質問
command-ask-hint = 退職について出典つきで答えます
command-ask-question = 質問文
command-ask-question-hint = 知りたいことを、ふつうの言葉で
command-ask-as-of = 時点
command-ask-as-of-hint = その日までにわかっていたこと：2026-02-11、2026-02、2026
command-ask-private = 非公開
command-ask-private-hint = 回答はあなただけに見えます
command-person = 人物
command-person-hint = どんな人で、どう退職したか
command-person-name = 名前
command-person-name-hint = 人物の名前
command-timeline = 年表
command-timeline-hint = 退職を起きた順に
command-timeline-organisation = 組織
command-timeline-organisation-hint = どの組織の退職か
command-timeline-from = から
command-timeline-from-hint = この日以降：2025-06-01、2025-06、2025
command-timeline-to = まで
command-timeline-to-hint = この日まで：2026-02-11、2026-02、2026
command-check = 確認
command-check-hint = 「…というのは本当？」
command-check-claim = 主張
command-check-claim-hint = 読んだり聞いたりしたとおりに
command-sources = 出典
command-sources-hint = 回答の情報源
command-help = ヘルプ
command-help-hint = 質問できること、データの日付
command-privacy = プライバシー
command-privacy-hint = 保存する情報と削除の方法
command-settings = 設定
command-settings-hint = このサーバーでの Exitnote の動作
command-settings-show = 表示
command-settings-show-hint = 現在の設定
command-settings-change = 変更
command-settings-change-hint = 言語、長さ、未回答の保存、お知らせの権限
command-settings-change-language = 言語
command-settings-change-language-hint = 回答の言語
command-settings-change-language-any = 質問した人の言語
command-settings-change-length = 長さ
command-settings-change-length-hint = 回答の詳しさ
command-settings-change-length-full = 全文
command-settings-change-length-short = 短く
command-settings-change-unanswered = 未回答
command-settings-change-unanswered-hint = 答えられなかった質問を確認用に保存（初期設定はしない）
command-settings-change-subscribers = 購読者
command-settings-change-subscribers-hint = /watch を使える人
command-settings-change-subscribers-admins = サーバーを管理する人
command-settings-change-subscribers-everyone = 全員
command-settings-channels = チャンネル
command-settings-channels-hint = 公開で答える場所
command-settings-channels-where = 場所
command-settings-channels-where-hint = すべてのチャンネルか、選んだところだけか
command-settings-channels-where-everywhere = すべてのチャンネル
command-settings-channels-where-also-here = 選んだところと、ここ
command-settings-channels-where-not-here = ここではもう答えない
command-settings-channels-channel = チャンネル
command-settings-channels-channel-hint = ここでないなら、どのチャンネルか
command-watch = お知らせ
command-watch-hint = 退職の追加や変更をチャンネルで知らせます
command-watch-start = 開始
command-watch-start-hint = これから知らせる
command-watch-start-organisation = 組織
command-watch-start-organisation-hint = どの組織の退職か
command-watch-start-channel = チャンネル
command-watch-start-channel-hint = ここでないなら、どこで知らせるか
command-watch-stop = 終了
command-watch-stop-hint = もう知らせない
command-watch-stop-organisation = 組織
command-watch-stop-organisation-hint = どの組織の退職か
command-watch-stop-channel = チャンネル
command-watch-stop-channel-hint = ここでないなら、どのチャンネルか
command-watch-list = 一覧
command-watch-list-hint = どのチャンネルに何を知らせるか
command-unanswered = 未回答
command-unanswered-hint = 答えられなかった質問（保存している場合）

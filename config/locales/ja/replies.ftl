# 返答の文、日本語版。値の入り方は config/README.md を参照。
# どの文も常体で書く。断り、聞き返し、ボット自身の説明も同じである。

## 文の部品

sentence-end = 。
list-more = { $list }、{ $item }
list-last = { $list }、{ $item }
list-choice = { $list }、{ $item }
month = { $month }
date-day = { $year }年{ $month }月{ $day }日
date-month = { $year }年{ $month }月
date-year = { $year }年
# 月にも年にも付くので、初めと半ばはどちらにも合う言い方にする。
date-part =
    { $whole }{ $part ->
        [early] 初め
        [mid] 半ば
       *[late] 下旬
    }
date-season =
    { $year }年{ $season ->
        [spring] 春
        [summer] 夏
        [autumn] 秋
       *[winter] 冬
    }
date-week = { $monday }の週
date-either-day = { $year }年{ $month }月{ $first }日または{ $second }日
date-either = { $first }または{ $second }
date-between = { $from }から{ $until }の間
date-by = { $date }以前
date-about = { $date }ごろ
zone =
    { $zone ->
        [utc] 協定世界時
        [us-pacific] 米国太平洋時間
        [us-eastern] 米国東部時間
        [asia] 日本・中国時間
        [europe] 中央ヨーロッパ時間
       *[other] { $zone }
    }

# 日付。同じ時刻がほかのタイムゾーンでは別の日になるときは、それも添える。
moment =
    { $shift ->
        [yes]
            { $asia ->
                [yes]
                    { $timed ->
                        [yes] 日本時間の{ $elsewhere }（{ $zone }では{ $date }{ $time }）
                       *[no] 日本時間の{ $elsewhere }（{ $zone }では{ $date }）
                    }
               *[no]
                    { $timed ->
                        [yes] { $date }{ $time }（{ $zone }。{ $zones }では{ $elsewhere }）
                       *[no]
                            { $zone ->
                                [none] { $date }（{ $zones }では{ $elsewhere }）
                               *[other] { $date }（{ $zone }。{ $zones }では{ $elsewhere }）
                            }
                    }
            }
       *[no] { $date }
    }
# 「離れた」などの前に来る形：「2025年8月13日に」「2024年4月に」「2023年7月12日以前に」。
on-moment = { moment }に
# その日付が成り立つタイムゾーン（zone）は、ほかでは別の日になるときだけ添える。日本での日（asia）が分かればそれを示す。
person-dated =
    { $dated ->
        [yes] { $person }（{ $eastern ->
            [yes] 日本時間の{ $asia }
           *[no] { $date }{ $zone ->
                [none] {""}
               *[other] 、{ $zone }
            }
        }{ $leave ->
            [yes] から休職
           *[no] {""}
        }）
        [announced] { $person }（{ $date }に発表）
        [reported] { $person }（{ $date }に報道）
       *[no] { $person }（日付の記載なし）
    }
source-copy = { $newsroom }（{ $publisher }に転載）
# 期間は「離れた」などの前に来る形にする。質問の読み取りで括弧に入るとき（limit）は助詞を付けない。残っている人を聞く質問
# では（standing）、終わりの日は時点である。
period-all =
    { $day }{ $use ->
        [limit] まで
        [standing] の時点
       *[clause] までに
    }
period-in =
    { $date }{ $use ->
        [limit] {""}
        [standing] {""}
       *[clause] に
    }
period-day =
    { $date }{ $use ->
        [limit] {""}
        [standing] の時点
       *[clause] に
    }
period-range =
    { $from }から{ $until }まで{ $use ->
        [limit] {""}
        [standing] {""}
       *[clause] に
    }
period-since =
    { $from }以降{ $use ->
        [limit] {""}
        [standing] {""}
       *[clause] に
    }
period-until =
    { $until }{ $use ->
        [limit] まで
        [standing] の時点
       *[clause] までに
    }
period-anchor =
    { $relation ->
        [by]
            { $what ->
                [person] { $anchor }の離脱の時点まで
               *[topic] { $anchor }まで
            }
        [as-of]
            { $what ->
                [person] { $anchor }が離れた時点
               *[topic] { $anchor }の時点
            }
        [in-wave] { $anchor }
        [same-day] { $anchor }と同じ日
        [same-week] { $anchor }と同じ週
        [same-month] { $anchor }と同じ月
        [before]
            { $what ->
                [person] { $anchor }より前
               *[topic] { $anchor }の前
            }
       *[after]
            { $what ->
                [person] { $anchor }より後
               *[topic] { $anchor }の後
            }
    }{ $use ->
        [limit] {""}
        [standing] {""}
       *[clause]
            { $relation ->
                [as-of] で
                [in-wave] で
               *[other] に
            }
    }
gap-days =
    { $days ->
        [0] 0日（同じ日）
       *[other] { $days }日
    }
gap-days-range = { $least }〜{ $most }日
gap-days-most = { $days }日以内
gap-months =
    { $months ->
        [0] 1か月未満
       *[other]
            { $years ->
                [0] 約{ $months }か月
               *[other] 約{ $years }年{ $rest ->
                    [0] {""}
                   *[other] { $rest }か月
                }
            }
    }
gap-months-range =
    { $most-years ->
        [0] { $least }〜{ $most }か月
       *[other] { $least-years ->
            [0] { $least }か月
           *[other] { $least-years }年{ $least-rest ->
                [0] {""}
               *[other] { $least-rest }か月
            }
        }〜{ $most-years }年{ $most-rest ->
            [0] {""}
           *[other] { $most-rest }か月
        }
    }
gap-at-least =
    { $years ->
        [0] 少なくとも{ $months }か月
       *[other] 少なくとも{ $years }年{ $rest ->
            [0] {""}
           *[other] { $rest }か月
        }
    }
gap-unknown = 不明

## 記録されていること

predicate = { $person }は{ $text }
# 文の主語としての人名と、直前の文と同じ人を主語にするときの言い方。
subject = { $person }は
subject-again = 同氏は
# 日付をどのタイムゾーンで示すか（utc, us-pacific, us-eastern, asia, europe）。
calendar = asia
sentence = { $text }
attributed =
    { $class ->
        [primary-statement] { $source }によると、{ $text }
        [major-outlet] { $source }によると、{ $text }
        [syndicated-copy] { $source }によると、{ $text }
        [trade-outlet] { $source }によると、{ $text }
        [aggregator]
            { $others ->
                [0] まとめサイト「{ $source }」によると、{ $text }
               *[other] まとめサイト「{ $source }」ほか{ $others }件のページによると、{ $text }
            }
        [wiki] ウィキ「{ $source }」によると、{ $text }
        [blog]
            { $others ->
                [0] ブログ「{ $source }」によると、{ $text }
               *[other] ブログ「{ $source }」ほか{ $others }件のページによると、{ $text }
            }
        [forum] 掲示板「{ $source }」の投稿によると、{ $text }
       *[content-farm]
            { $others ->
                [0] 信頼性の低いページ「{ $source }」によると、{ $text }
               *[other] { $source }など信頼性の低い複数のページによると、{ $text }
            }
    }
# 直前の文と同じ資料による文。
attributed-again = 同じ資料によると、{ $text }
refuted = { $source }は「{ $text }」としているが、これは正しくない。{ $because }
because-better = 最初の説が最も有力とみられる。{ $text }
because-open = 正確な日付は確かめられていない。{ $text }
remark-on-report = なお、{ $text }
# 最も有力な説ではないほうの説について。
because-other = 別の説については、{ $text }
# 二つの返答を並べる。どちらも文として完結している。
remarks = { $first }{ $second }
answer-undated = 返信そのものの日付は記録されていません。離脱の日付は次のとおりです。
as-published = { $day }までに公表されていた情報による。
place-of-everybody =
    記録されている全員の中で{ $ordinal ->
        [1] 最初は
        [-1] 最後は
        [-2] 最後から2番目は
       *[other] { $place }番目は
    }{ $person }である
left-on =
    { $manner ->
        [on-leave] { $person }は{ $moment }{ $organisation }を休職した
        [retired] { $person }は{ $moment }{ $organisation }から引退した
        [died] { $organisation }の{ $person }は{ $moment }死去した
       *[other] { $person }は{ $moment }{ $organisation }を離れた
    }
announced-on =
    { $manner ->
        [removed] { $person }の{ $organisation }からの離脱は{ $moment }発表された
        [on-leave] { $person }の{ $organisation }の休職は{ $moment }発表された
        [retired] { $person }の{ $organisation }からの引退は{ $moment }発表された
        [died] { $organisation }の{ $person }の死去は{ $moment }発表された
       *[other] { $person }は{ $moment }{ $organisation }からの離脱を発表した
    }
reported-on = { $person }の{ $organisation }からの離脱は、{ $moment }報じられた
returned = { $person }は{ $date }から再び{ $organisation }に在籍していると記録されている
weekday =
    { $date }は{ $weekday ->
        [1] 月曜日
        [2] 火曜日
        [3] 水曜日
        [4] 木曜日
        [5] 金曜日
        [6] 土曜日
       *[7] 日曜日
    }だった
no-return = { $day }までに{ $person }が{ $organisation }に戻ったという記録はない
left-all-of = { $people }は{ $organisations }のいずれも離れた
nobody-left-each = { $period }{ $organisations }のいずれも離れたという記録のある人はいない。
no-members = { $organisation }の{ $kinds }として記録されている人はいない。
nobody-at-each = { $organisations }の両方にいたと記録されている人はいない。
most-left = { $organisations }のうち、離脱の記録が最も多いのは{ $organisation }の{ $departures }件である
count-together = { $organisations }を合わせると、離れたのは{ $count }人、離脱は{ $departures }件である
times-left-so = { $person }が{ $organisation }を離れた記録{ $total }件のうち、{ $manner ->
        [removed] 解任
        [resigned] 辞任
        [retired] 引退
        [on-leave] 休職
        [stepped-back] 一線を退いたもの
       *[other] その形
    }と記録されているのは{ $count }件である
returned-of-these = このうち{ $people }は、その後{ $organisation }に戻った
leaves-apart = 休職は離脱に数えていない：{ $people }
times-left = { $person }が{ $organisation }を離れたのは{ $count }回である
returned-and-left = このうち{ $people }は、いったん{ $organisation }に戻り、再び離れた
left-undated = { $person }は{ $organisation }を離れたが、日付を示す資料はない
gone-by = { $person }は{ $date }までに{ $organisation }を去った一人とされている。日付そのものを示す資料はない
also-announced = { $person }は{ $moment }そのことを発表した
also-effective = { $person }は{ $moment }最終日を迎えた
version-date = 離れた時期は{ $moment }である
side-of-day =
    { $relation ->
        [before] { $person }が{ $organisation }を離れたのはそれより前である
        [after] { $person }が{ $organisation }を離れたのはそれより後である
        [until] { $person }はそれまでに{ $organisation }を離れており、その後ではない
        [since] { $person }が{ $organisation }を離れたのはそれ以降である
       *[in] { $person }が{ $organisation }を離れたのはちょうどその時であり、その前でも後でもない
    }
side-unsettled = { $person }が離れたのがその前か後かは、記録された日付からは決まらない
version-refuted =
    { $reasoned ->
        [yes] { $source }は{ $moment }としているが、これは成り立たない。{ $because }
       *[no] { $source }は{ $moment }としているが、これは成り立たない
    }
no-reason = 確認した資料の範囲では、{ $person }本人は理由を明らかにしていない
nobody-names-cause = { $organisation }を離れた{ $total }人のうち、それを理由に挙げた人の記録はない
no-exact-day = { $person }について、日まで示す資料の記録はない
gave-no-reason =
    { $more ->
        [0] 本人が公に述べた理由の記録がない人：{ $people }
       *[other] 本人が公に述べた理由の記録がない人：{ $people }、ほか{ $more }人
    }
blames =
    { $own ->
        [0] { $people }自身はそのような理由を述べていないが、離脱の理由についての報道に{ $person }の名が挙がっている
       *[other] { $people }の離脱について記録された理由に{ $person }の名が挙がっている
    }
blames-nobody =
    { $total ->
        [1] その離脱について記録された理由に{ $person }の名はない
       *[other] { $organisation }からの離脱{ $total }件について記録された理由に{ $person }の名はない
    }
no-single-cause =
    { $stated ->
        [0] { $reported ->
            [0] { $organisation }を離れた{ $total }人のうち、理由を公に述べた人はいない
           *[other] { $organisation }を離れた{ $total }人のうち、自ら理由を公に述べた人はいない。そのうち{ $reported }人については、ほかの者が理由を伝えている
        }
        [1] 全体に共通する理由は述べられていない。{ $organisation }を離れた{ $total }人のうち、理由を公に述べたのは1人である
       *[other] 全体に共通する理由は述べられていない。{ $organisation }を離れた{ $total }人のうち、理由を公に述べたのは{ $stated }人で、その内容はそれぞれ異なる
    }
said =
    { $quoted ->
        [yes] { $person }は{ $text }（原文：「{ $quote }」）
       *[no] { $person }は{ $text }
    }
said-nothing = { $person }の発言は見つかっていない
responded =
    { $quoted ->
        [yes] { $person }の離脱に対し、{ $speaker }は{ $text }（原文：「{ $quote }」）
       *[no] { $person }の離脱に対し、{ $speaker }は{ $text }
    }
manner =
    { $glossed ->
        [yes] { $person }は{ $text }
       *[no]
            { $kind ->
                [resigned] { $person }は自分の意思で{ $organisation }を離れた
                [stepped-back] { $person }は{ $organisation }で一線を退いた
                [removed] { $person }は{ $organisation }から辞めさせられた
                [moved] { $person }はグループ内で異動した
                [on-leave] { $person }は{ $organisation }を休職した
                [retired] { $person }は引退した
                [died] { $person }は死去した
               *[unclear] { $person }が自分から辞めたのか辞めさせられたのかは、はっきりしていない
            }
    }
manner-refuted =
    { $kind ->
        [removed] { $source }は{ $person }が辞めさせられたとしているが、これは正しくない。{ $because }
       *[other] { $source }の説明はこれと異なるが、正しくない。{ $because }
    }
list-manner =
    { $kind ->
        [resigned] 述べられている限りで、自分の意思で離れた人
        [stepped-back] 一線を退いた人
        [removed] 辞めさせられた人
        [moved] グループ内で異動した人
        [on-leave] 休職した人
        [retired] 引退した人
        [died] 死去した人
        [none] どのような形で離れたかを伝える資料のない人
       *[unclear] 自分から辞めたのか辞めさせられたのかがはっきりしない人
    }{ $counted ->
        [yes] （{ $count }人）
       *[no] {""}
    }：{ $people }{ $more ->
        [0] {""}
       *[other] 、ほか{ $more }人
    }
no-manner = { $person }がどのような形で離れたかを伝える資料はない
last-of-them = そのうち離れた人の中で、最後に離れたのは{ $person }である
since-when-not-stated = いつからかは資料に書かれていない。記録されているのは次のとおりである。
nobody-runs = { $day }の時点で担当している人は記録されていない。担当していた人は離れている。
amount-beside = そのままではない。資料では、その額は一部のもの、または別の額と並ぶものである。
share-in-percent = これは{ $organisation }の{ $group }の約{ $percent }パーセントに当たる
other-post-held = { $person }がその職に就いていたと伝える資料はない。
nothing-further = これより後のことは記録されていない：
no-destination = { $person }の行き先を伝える資料はない
not-gone-to = { $person }が{ $organisation }に移ったと伝える資料はない。
destination-unknown =
    { $more ->
        [0] 次の人々の行き先については何も述べられていない：{ $people }
       *[other] 次の人々の行き先については何も述べられていない：{ $people }、ほか{ $more }人
    }
role-at =
    { $over ->
        [yes] { $person }は{ $organisation }の{ $role }だった
       *[other] { $person }は{ $organisation }の{ $role }と記録されている
    }
post-since = { $person }は{ $date }から{ $organisation }の{ $role }と記録されている
among-founders = { $person }は{ $organisation }の{ $group }の一人である

## 人数と一覧

count-left =
    { $sized ->
        [yes]
            { $counted ->
                [yes] { $organisation }の{ $group }{ $size }人（{ $counting }を含む）のうち、{ $period }離れた{ $count ->
                    [0] 人はいない
                   *[other] のは{ $count }人である
                }
               *[no] { $organisation }の{ $group }{ $size }人のうち、{ $period }離れた{ $count ->
                    [0] 人はいない
                   *[other] のは{ $count }人である
                }
            }
       *[no] { $period }{ $organisation }を離れたと記録されている{ $filtered ->
            [yes] { $kinds }（{ $filters }）
           *[no] { $kind ->
                [anyone] の
               *[other] { $kinds }
            }
        }は{ $count }人である
    }{ $sized ->
        [yes] { $filtered ->
            [yes] （{ $filters }）
           *[no] {""}
        }
       *[no] {""}
    }
kind-many =
    { $kind ->
        [founder] 創業者
        [executive] 幹部
        [staff] 社員
       *[anyone] 人
    }
# 数える対象を狭める条件。後ろの括弧に入る。
filter-role =
    { $kind ->
        [adviser] 助言役
        [chief-financial-officer] 最高財務責任者
        [chief-executive] 最高経営責任者
        [general-counsel] 法務責任者
        [communications] 広報担当
        [infrastructure] インフラ担当
        [product-engineering] 製品開発の責任者
        [pre-training] 事前学習の担当
        [president] 社長
        [vice-president] 副社長
        [interim-chief-executive] 暫定の最高経営責任者
        [chief-technology-officer] 最高技術責任者
       *[other] 役職に「{ $role }」とある人
    }のみ
filter-formerly = { $organisation }の出身者のみ
filter-team = { $topic }に携わった人のみ
filter-reason =
    { $named ->
        [yes] 理由：{ $reason }
       *[no] { $reason }を理由とする離脱のみ
    }
filter-manner =
    { $named ->
        [yes] { $manner ->
            [removed] 辞めさせられたのか
            [stepped-back] 一線を退いたのか
            [on-leave] 休職中なのか
            [retired] 引退したのか
            [died] 死去したのか
           *[unclear] はっきりしないのか
        }
       *[no] { $manner ->
            [removed] 辞めさせられたと記録されている人のみ
            [stepped-back] 一線を退いたと記録されている人のみ
            [on-leave] 休職中と記録されている人のみ
            [retired] 引退と記録されている人のみ
            [died] 死去と記録されている人のみ
           *[unclear] 離れ方がはっきりしない人のみ
        }
    }
filter-venture =
    { $kind ->
        [fund] 自分のファンドを始めた人のみ
        [math] 数学の分野で自分の事業を始めた人のみ
        [safety] AI安全の分野で自分の事業を始めた人のみ
       *[any] 自分の事業を始めた人のみ
    }
filter-left-again = 二度以上離れた人のみ
filter-not-back = 戻っていない人のみ
filter-lacking =
    { $fact ->
        [reason] 本人の述べた理由の記録がない人のみ
        [statement] 離れる際の発言の記録がない人のみ
       *[destination] 行き先の記録がない人のみ
    }
filter-among = 先に挙げた人のうち
filter-blamed = { $person }を理由として
filter-other-manner =
    { $manner ->
        [resigned] 自分の意思で離れた人を除く
        [removed] 辞めさせられたと記録されている人を除く
        [stepped-back] 一線を退いたと記録されている人を除く
        [moved] 異動した人を除く
        [retired] 引退と記録されている人を除く
        [died] 死去した人を除く
       *[unclear] はっきりしない人を除く
    }
filter-without = { $who }を除く
reason-kind =
    { $reason ->
        [health] 健康
        [burnout] 燃え尽き
        [family] 家族
        [safety] 安全性
        [research] 研究
        [venture] 起業
        [rest] 休養
        [performance] 成果
        [dispute] 対立
        [reorganisation] 組織再編
        [conviction] 信念
        [hours] 労働時間
        [money] 金銭
       *[other] その他の事情
    }
count-period =
    { $period }離れたのは{ $count }人{ $filtered ->
        [yes] （{ $filters }）
       *[no] {""}
    }：{ $people }{ $more ->
        [0] {""}
       *[other] 、ほか{ $more }人
    }
count-none =
    { $period }{ $organisation }を離れた{ $kind ->
        [anyone] 人
       *[other] { $kinds }
    }{ $filtered ->
        [yes] のうち、条件（{ $filters }）に当てはまると{ $beyond ->
            [yes] 個人名で記録されている人はいない
           *[no] 記録されている人はいない
        }
       *[no] の記録はない
    }
count-by-zone = タイムゾーンの取り方によっては、{ $period }{ $organisation }を離れたのは{ $count }人となる
most-recent = 記録されている最も新しい離脱は、{ $person }のものである
first-recorded = 記録されている最初の離脱は、{ $person }のものである
nobody =
    { $period }{ $organisation }を離れた{ $kind ->
        [anyone] 人
       *[other] { $kinds }
    }{ $filtered ->
        [yes] のうち、該当する人（{ $filters }）の記録はない
       *[no] の記録はない
    }
left-each = { $people }は{ $organisation }を離れた
list-dated =
    { $headed ->
        [yes]
            { $named ->
                [yes] { $group }
               *[no]
                    { $kind ->
                        [founder] 創業者
                        [executive] 幹部
                        [staff] 社員
                       *[anyone] 人
                    }
            }（{ $count }人）：{ $people }
       *[no] { $people }
    }{ $more ->
        [0] {""}
       *[other] 、ほか{ $more }人
    }
list-perhaps =
    { $open ->
        [venture] 多くの情報源にはないが、該当する可能性がある人：{ $people }
       *[date] 日付がはっきりしないが、該当する可能性がある人：{ $people }
    }
since-gone-from = { $people }はその後{ $organisation }も離れた
same-day-elsewhere = { $zone }ではどちらも{ $date }である
calendar-differs = { $person }の日付は、どのタイムゾーンで見るかによって変わる：{ $moment }
remain =
    { $count ->
        [0]
            { $sized ->
                [yes] { $organisation }の{ $group }{ $size }人のうち、{ $when }残っている人はいない
               *[no]
                    { $complete ->
                        [yes] { $when }{ $organisation }に在籍する人の記録はない
                       *[no] データにあるのは、退社が報じられた{ $organisation }の{ $kind ->
                            [executive] 幹部
                            [staff] 社員
                           *[anyone] 人
                        }だけで、それ以外の誰が{ $when }残っていたかは分からない
                    }
            }{ $filtered ->
                [yes] （{ $filters }）
               *[no] {""}
            }
       *[other]
            { $sized ->
                [yes] { $organisation }の{ $group }{ $size }人のうち、{ $when }残ってい{ $past ->
                    [yes] た
                   *[no] る
                }のは{ $count }人{ $filtered ->
                    [yes] （{ $filters }）
                   *[no] {""}
                }：{ $people }
               *[no] { $when }{ $organisation }を離れた記録がない人{ $filtered ->
                    [yes] （{ $filters }）
                   *[no] {""}
                }：{ $people }
            }{ $more ->
                [0] {""}
               *[other] 、ほか{ $more }人
            }
    }
remain-on = { $day }の時点で
remain-beside =
    { $before ->
        [yes] { $person }が離れる前に
       *[no] { $person }が離れた後に
    }
remain-perhaps = 日付がはっきりしないが、その時点でまだ残っていた可能性がある人：{ $people }
return-unexplained = { $person }が戻った理由を述べた資料は見つかっていない。
remain-on-leave =
    { $past ->
        [yes] その時点で休職中で、辞めてはいない人：{ $people }
       *[no] 休職中で、辞めてはいない人：{ $people }
    }
remain-others =
    { $past ->
        [yes] このほかに、その日までの離脱の記録がない人：{ $people }{ $more ->
                [0] {""}
               *[other] ほか{ $more }人
            }（在籍者の完全な一覧ではない）
       *[no] このほかに離脱の記録がない人：{ $people }{ $more ->
                [0] {""}
               *[other] ほか{ $more }人
            }（在籍者の完全な一覧ではない）
    }
count-came-from =
    { $employers }で働いた経歴が記録されている{ $kind ->
        [anyone] 人
       *[other] { $kinds }
    }{ $count ->
        [0] はいない
       *[other] は{ $count }人：{ $people }
    }{ $weak ->
        [0] {""}
       *[other] （ほかに、信頼度の低い資料だけがそう伝える人：{ $doubtful }）
    }{ $apart ->
        [0] {""}
       *[other] （学業またはインターンのみ：{ $learners }）
    }
members =
    { $sized ->
        [yes]
            { $counted ->
                [yes] { $organisation }の{ $group }は、{ $counting }を含めて{ $count }人（含めなければ{ $rest }人）：{ $people }
               *[no] { $organisation }の{ $group }{ $filtered ->
                    [yes] （{ $filters }）
                   *[no] {""}
                }は{ $count }人：{ $people }
            }
       *[no] { $organisation }の人として記録されている人：{ $people }
    }{ $more ->
        [0] {""}
       *[other] 、ほか{ $more }人
    }
timeline-heading =
    { $kind ->
        [anyone] { $organisation }を離れた人（{ $mixed ->
            [yes] 記録のある全員、
           *[no] {""}
        }時系列順）
       *[other] { $organisation }を離れた{ $kinds }（時系列順）
    }{ $more ->
        [0] {""}
       *[other] （最初の分のみ。記録はほかに{ $more }件）
    }
timeline-entry =
    { $dated ->
        [yes] { $place }. { $person }：{ $moment }{ $leave ->
            [yes] （休職）
           *[no] {""}
        }
        [announced] { $place }. { $person }：{ $moment }に発表{ $leave ->
            [yes] （休職）
           *[no] {""}
        }
        [reported] { $place }. { $person }：{ $moment }に報道{ $leave ->
            [yes] （休職）
           *[no] {""}
        }
       *[no] { $place }. { $person }：日付の記載なし
    }
latest = 最近の離脱：{ $people }
# どの月に何人が離れたか。
busiest-month =
    { $unit ->
        [year] 1年
       *[month] 1か月
    }の離脱者{ $kind ->
        [anyone] {""}
       *[other] （{ $kinds }）
    }として記録が最も多いのは{ $period }の{ $count }人{ $filtered ->
        [yes] （{ $filters }）
       *[no] {""}
    }：{ $people }{ $more ->
        [0] {""}
       *[other] 、ほか{ $more }人
    }
reason-by-others = 本人ではなく第三者が理由を挙げているのは、{ $people }である
months-next = それに次ぐ月：{ $periods }
years-counted = 年ごとの人数：{ $periods }
period-count = { $date }は{ $count }人
months-undated =
    このほか{ $count }件の離脱は、{ $unit ->
        [year] 年
       *[month] 月
    }まで特定できない
count-went-to = { $organisation }から{ $target }に移ったと名前の記録があるのは{ $kind ->
        [anyone] {""}
       *[other] { $kinds }では
    }{ $count }人である
nobody-went-to =
    { $timed ->
        [yes] { $period }離れた人のうち、
       *[no] {""}
    }{ $among ->
        [yes] 先に挙がった人のうち、{ $organisation }から{ $target }に移った人
       *[no]
            { $organisation }から{ $target }に移った{ $kind ->
                [anyone] 人
               *[other] { $kinds }
            }
    }がいると伝える資料は、ここにはない{ $filtered ->
        [yes] （{ $filters }）
       *[no] {""}
    }
one-of = { $first }か{ $second }
nobody-went-along = { $people }と一緒に{ $organisation }から{ $target }に移ったと名前が挙がっている人は、ここにある資料にはいない
nobody-returned = { $organisation }を離れてから戻った人の記録は、{ $day }の時点でない。
nobody-came-from = { $organisation }に{ $employer }出身の人がいると伝える資料は、ここにはない

## 順番と比較

place =
    { $timed ->
        [yes] { $period }
       *[no] {""}
    }{ $among ->
        [yes] 先に挙げた
       *[no] { $organisation }を離れた
    }{ $kind ->
        [anyone] {""}
       *[other] { $kinds }
    }{ $total }人のうち、{ $ordinal ->
        [1] 最初に離れたのは
        [-1] 最後に離れたのは
        [-2] 最後から2番目に離れたのは
       *[other] { $place }番目に離れたのは
    }{ $person }{ $dated ->
        [yes] で、時期は{ $moment }である
        [announced] で、{ $moment }に発表した
        [reported] で、{ $moment }に報じられた
       *[no] である
    }
place-of =
    { $person }は、離れた{ $kind ->
        [anyone] {""}
       *[other] { $kinds }
    }{ $total }人のうち{ $place }番目だった
places =
    { $organisation }を離れたと記録されている{ $kinds }のうち、{ $end ->
        [first] 最初
       *[last] 最後
    }の{ $count }人{ $filtered ->
        [yes] （{ $filters }）
       *[no] {""}
    }：{ $people }
place-unsure = 日付が重なるため、{ $people }との前後関係は確かではない
fewer-than-that = { $period }離れたと記録されているのは{ $count }人だけである
beside =
    { $relation ->
        [before] { $anchor }の直前に離れた{ $kind ->
            [anyone] のは
           *[other] { $kinds }は
        }{ $person }
       *[after] { $anchor }の次に離れた{ $kind ->
            [anyone] のは
           *[other] { $kinds }は
        }{ $person }
    }{ $dated ->
        [yes] で、時期は{ $moment }である
        [announced] で、{ $moment }に発表した
        [reported] で、{ $moment }に報じられた
       *[no] である
    }
nobody-beside =
    { $relation ->
        [before] { $anchor }より前に離れた人の記録はない
       *[after] { $anchor }より後に離れた人の記録はない
    }
left-first =
    { $asked ->
        [last] 後まで残ったのは{ $second }で、{ $first }より後に離れた
       *[first] { $first }が{ $second }より先に離れた
    }{ $noted ->
        [yes] {""}
       *[no] 。その差は{ $gap }
    }
left-same-day = { $first }と{ $second }は同じ日に離れた
order-unknown = { $first }と{ $second }のどちらが先に離れたかは、資料からは決められない
in-order = 離れた順：{ $people }
interval = { $first }と{ $second }の離脱の間隔は{ $gap }である
interval-events = { $first }（{ $since }）と{ $second }（{ $until }）の間隔は{ $gap }である
left-beside-event =
    { $relation ->
        [before] { $person }は{ $topic }（{ $moment }）より先に離れた。その差は{ $gap }
        [after] { $person }は{ $topic }（{ $moment }）より後に離れた。その差は{ $gap }
        [same-day] { $person }は{ $topic }（{ $moment }）と同じ日に離れた
       *[unknown] { $person }が離れたのが{ $topic }（{ $moment }）の前か後かは、日付が重なるため決められない
    }
person-stayed = { $person }（{ $gap }）
was-away = { $person }は{ $left }から{ $from }まで{ $organisation }を離れていた：{ $gap }
elapsed = { $person }の離脱から{ $day }までの期間は{ $gap }である
stayed-longest = { $organisation }を離れた{ $kinds }のうち、記録上の在籍期間が長い順{ $filtered ->
        [yes] （{ $filters }）
       *[no] {""}
    }：{ $person }{ $others ->
        [yes] {"。次は"}{ $next }
       *[no] {""}
    }
stayed-shortest = { $organisation }を離れた{ $kinds }のうち、記録上の在籍期間が短い順{ $filtered ->
        [yes] （{ $filters }）
       *[no] {""}
    }：{ $person }{ $others ->
        [yes] {"。次は"}{ $next }
       *[no] {""}
    }
stays-of-length = { $organisation }を離れた{ $kinds }のうち、記録上の在籍期間がおよそその長さの人{ $filtered ->
        [yes] （{ $filters }）
       *[no] {""}
    }（{ $count }人）：{ $people }
stayed-place = { $organisation }を離れた{ $kinds }のうち、記録上の在籍期間が{ $place }番目に{ $length ->
        [longest] 長い
       *[other] 短い
    }のは{ $person }である
stays-open =
    { $open ->
        [0] {""}
       *[other] 「少なくとも」は、在籍の開始日を示す資料がなく、実際にはもっと長い可能性があることを表す。
    }{ $silent ->
        [0] {""}
       *[other] このほか{ $silent }人については、在籍の開始の記録がない
    }
stayed-longer = 記録された日付によると、{ $person }のほうが長く在籍した
stays-unsettled = どちらが長く在籍したかは、記録された日付からは決められない
held-later = { $before }の後は、{ $person }が{ $date }から{ $organisation }の{ $role }を務めた
joined =
    { $ended ->
        [yes] 記録では、{ $person }が{ $organisation }に在籍したのは{ $date }から{ $moment }までの{ $gap }である
       *[no] 記録では、{ $person }は{ $date }から{ $organisation }に在籍している
    }

## 確認

verdict =
    { $verdict ->
        [supported] はい、資料で確認できる。
        [halfway] はい。ただし、完全に離れたのではない。
        [away] 休職中であり、辞めたのではない。
        [returned] はい。ただし、その後戻っている。
        [partly] 資料で確認できたのは次の点だけで、それ以外は書かれていない。
        [unnamed] その言葉で述べた資料はない。記録されているのは次のとおりである。
        [gone] 記録されている限り、離れている。
        [reported] 本人はそう述べていないが、そう伝える資料がある。
        [attributed] そう伝えるページはあるが、それだけでは確かとは言えない。
        [mixed] はい。ただし、下で情報源の名を挙げたものは、そう伝えるページがあるだけで、確かとは言えない。
        [own-account] 解任だったと述べる情報源はない。本人の説明は次のとおり。
        [weakly] はい。ただし、そう伝えるのは弱い情報源だけである。
        [disputed] この点について、資料は一致していない。
        [refuted] いいえ。そう伝えるページはある。
        [contradicted] いいえ、資料によるとそうではない。
        [apart] { $everybody ->
            [yes] はい。ただし{ $group }に限った話で、{ $apart }は残っており、資料によっては人数に数えられていない。ほかの人については全員の記録があるわけではない。
           *[no] はい。ただし{ $apart }は残っており、資料によっては人数に数えられていない。
        }
        [exactly-half] はい。ただしちょうど半数で、半数を超えてはいない。
        [in-part] その期間の一部については当てはまる。離脱はその期間の中にある。
        [likely] はい。より確かな日付によればそうだが、情報源は一致していない。
        [unlikely] いいえ。より確かな日付によればそうではないが、情報源は一致していない。
        [other-post] いいえ。移ったことは記録されているが、その職に就いたとは記録されていない。
        [silent] 離れた記録はない。
        [lately] はい。{ $day }までの記録のかぎりではそうである。
        [dead] いいえ。そのような記録はない。
        [inexact] 分かっている日付では、どちらとも言えない。
        [more] 記録によると、それより多い。
        [fewer] いいえ、記録によると、それより少ない。
        [not-yet] いいえ、{ $day }の時点でそのような記録はない。
        [unrecorded] そのような記録はない。
        [by-zone] いいえ。ただし、どのタイムゾーンで見るかによる。
        [wrong] はい、それは正しくない。
        [right] いいえ、間違いではない。資料で確認できる。
       *[unknown] ここにある資料からは分からない。
    }
evidence =
    { $state ->
        [said] 記録にあるのはそう述べたということで、それが正しいかどうかを決める資料はない。
        [open] 確認されていない。この点について、資料は一致していない。
        [reported] 本人の説明としては確認されていない。本人が述べた理由は記録にない。
        [first-hand] 本人または組織自身の発表が情報源にあり、確認できる。
        [relayed] 本人の言葉で確認されている。ただし、ほかが伝えたもので、発表そのものは情報源にない。
        [newsrooms] 報道機関が伝えている。本人や組織自身の発表は情報源にない。
       *[weak] 確認されていない。情報源に本人や組織自身の発表はなく、報道機関もない。
    }
still-there = { $day }までに{ $person }が{ $organisation }を離れた記録はない
not-in-group = { $person }は{ $organisation }の{ $group }に含まれない
which-claim = どの話のことかがはっきりしない。誰が何をしたという話かを、名前を挙げて聞けば答えられる。全体としては次のことが記録されている。

## 出来事と用語

topic-date = { $topic }は{ $moment }のことである
version-topic-date = その時期は{ $moment }である
topic-not-stated =
    { $aspect ->
        [why] 資料は理由を述べていない。{ $topic }について挙げられる理由は論評である
        [when] 資料は{ $topic }の日付を示していない
        [who] 資料は{ $topic }について、誰かを示していない
        [how-much] 資料は{ $topic }の金額を示していない
        [how-many] 資料は{ $topic }の数を示していない
       *[other] 資料は{ $topic }について、そのことを述べていない
    }
topic-not-yet = { $day }の時点では、それについてまだ何も知られていなかった。

## 資料

sources-heading = 資料は{ $count }件で、{ $day }までのものを調べている。種類別では次のとおりである。
sources-of-class =
    { $class ->
        [primary-statement] 本人・当事者の発表
        [major-outlet] 報道機関
        [syndicated-copy] 報道機関の記事の転載
        [trade-outlet] 専門媒体
        [aggregator] まとめサイト
        [wiki] ウィキ
        [blog] ブログ
        [forum] 掲示板
       *[content-farm] 質の低い量産サイト
    }：{ $count }件、たとえば{ $example }
sources-of-last = 情報源は{ $count }件である
sources-on = { $person }に関する資料は{ $count }件である。
sources-best = 資料{ $count }件のうち、{ $class ->
        [primary-statement] まず信用できるのは
        [major-outlet] まず信用できるのは
        [syndicated-copy] まず信用できるのは
       *[other] 本人の発表や報道機関のものはなく、その中で上位なのは
    }{ $class ->
        [primary-statement] 本人・当事者の発表
        [major-outlet] 報道機関
        [syndicated-copy] 報道機関の記事の転載
        [trade-outlet] 専門媒体
        [aggregator] まとめサイト
        [wiki] ウィキ
        [blog] ブログ
        [forum] 掲示板
       *[content-farm] 質の低い量産サイト
    }（{ $best }）{ $next ->
        [none] {""}
        [primary-statement] 、次が本人・当事者の発表
        [major-outlet] 、次が報道機関
        [syndicated-copy] 、次が報道機関の記事の転載
        [trade-outlet] 、次が専門媒体
        [aggregator] 、次がまとめサイト
        [wiki] 、次がウィキ
        [blog] 、次がブログ
        [forum] 、次が掲示板
       *[content-farm] 、次が質の低い量産サイト
    }{ $next ->
        [none] {""}
       *[other] （{ $further }）
    }である。
sources-further =
    { $more ->
        [0] ほかの資料：{ $sources }
       *[other] ほかの資料：{ $sources }、ほか{ $more }件
    }
sources-on-topic = 「{ $topic }」に関する資料は{ $count }件である。
class-primary-statement = 本人・当事者の発表
class-major-outlet = 報道機関
class-syndicated-copy = 報道機関の記事の転載
class-trade-outlet = 専門媒体
class-aggregator = まとめサイト
class-wiki = ウィキ
class-blog = ブログ
class-forum = 掲示板
class-content-farm = 質の低い量産サイト
source-described =
    { $source }：{ $class ->
        [primary-statement] 本人・当事者の発表
        [major-outlet] 報道機関
        [syndicated-copy] 報道機関の記事の転載
        [trade-outlet] 専門媒体
        [aggregator] まとめサイト
        [wiki] ウィキ
        [blog] ブログ
        [forum] 掲示板
       *[content-farm] 質の低い量産サイト
    }{ $dated ->
        [yes] 、{ $date }
       *[no] {""}
    }{ $caveated ->
        [yes] 。{ $caveat }
       *[no] {""}
    }
reliability = 資料は種類によって順位を付けている。本人・当事者の発表、報道機関とその転載、専門媒体の順で、その後にまとめサイト、ウィキ、ブログ、掲示板が続く。質の低い量産サイトだけが伝えることは、信頼性の低いページの話だと断って示す。資料の問題点は資料ごとに記録している。ある人の離脱についての資料は「…の離脱の出典」と聞けばよい。{ $faulty ->
        [yes] 問題点が記録されている資料の例は次のとおりである。
       *[no] {""}
    }
no-dispute = { $person }について、ここに記録された資料に食い違いはない。
no-disputes = ここに記録された資料に、日付の食い違いはない。
reliability-named = 資料は種類によって評価し、問題点は資料ごとに記録している。尋ねられた資料は次のとおりである。
source-states = それについて{ $source }が伝えたと記録されているのは次のとおりである。
source-beside = そのことについて{ $source }の記述は記録されていない。話題の人物については次のとおり：
source-silent = { $source }がそれについて伝えた記録は、ここにはない。

## ボットについて

help = 「{ $dataset }」についての質問に答える。誰が、いつ、なぜ離れたか、どこへ行ったか、誰が残っているか、何人か、どの順番か、何を述べたか、ある話が本当かどうかを聞くことができる。どの文にも出典を付け、資料が食い違えば両方の説を示し、資料に書かれていなければそう伝える。「2026年3月1日の時点で」のように過去の日付を指定することもできる。
limits = 対象は「{ $dataset }」で、{ $day }までの記録に限る。予測、意見や助言、私生活（離脱の際に本人が公に述べたこと以外の家族・お金・健康）、記録のない組織からの離脱、対象外の話題には答えない。資料に書かれていないことは推測せず、書かれていないと伝える。
about-bot = { $sources }件の資料をもとに「{ $dataset }」を調べるボット、Exitnoteである。言語モデルではない。質問を意図の表と照らし合わせ、記録された内容から出典付きの答えを組み立てる。プログラムはオープンソースで、ここに設置した人が運営し、データを管理している。
corrections = 資料に書かれていることだけを伝えるので、記録が誤っていれば答えも誤る。Discordでは、答えの下の「誤り・古い情報を報告」から、出典のURLを添えて訂正を送ることができる。
freshness = データは{ $day }までのものである。{ $sources }件の資料から{ $departures }件の離脱を記録している。それより後のことは分からない。
privacy = メッセージの本文は保存しない。サーバーの管理者は、答えられなかった質問の記録を有効にできるが、残るのは本文だけで、誰が聞いたかは残らない。続けて質問できるように、直前の質問が何についてだったかを10分間だけメモリー上で覚えている。送られた投票や訂正は、削除を求められるまで保存する。
greeting = こんにちは。誰が、いつ、なぜ離れたか、ある話が本当かどうかに答える。
thanks = どういたしまして。

## 答えないこと

empty = 言葉で書かれた質問に答える。
unsupported-language = その言語には対応していない。答えられるのは{ $languages }である。
out-of-scope = それは対象外である。答えられるのは「{ $dataset }」についての質問だけである。
too-vague = 何についての質問か、はっきりしない。別の言い方なら答えられるかもしれない。
no-records-of = { $organisation }からの離脱の記録はない。答えられるのは「{ $dataset }」についての質問である。
unknown-bound = 「{ $name }」では絞り込めない。記録にないか、日付の記録がないか、前後の幅の指定が必要である。出来事や人の「前」「後」なら絞り込めます。
unknown-subject = 「{ $dataset }」のデータに「{ $name }」という人の記録はない。
which-of-them = { $people }のうち、誰についての質問かがはっきりしない。名前を添えて聞けば答えられる
which-person = 誰についての質問かがはっきりしない。名前を添えて聞けば答えられる。
which-topic = どの出来事や用語のことかがはっきりしない。名前を挙げて聞けば答えられる。
nothing-known = { $person }について、ここに記録された資料にそれ以上のことは書かれていない。
superior-not-stated = { $person }が誰の直属だったかを述べた資料はない。
facts-not-stated = { $person }について、ここに記録された資料にそのことは書かれていない。
not-stated =
    { $fact ->
        [reason] { $person }が離れた理由は、{ $day }の時点で資料に書かれていない。
        [destination] { $person }の行き先は、{ $day }の時点で資料に書かれていない。
        [statement] 離脱についての{ $person }の公の発言は、{ $day }の時点で見つかっていない。
        [response] { $person }の離脱に対する反応は、{ $day }の時点で見つかっていない。
        [manner] { $person }がどのような形で離れたかは、{ $day }の時点で資料に書かれていない。
        [successor] { $person }の後を誰が引き継いだかは、{ $day }の時点で資料に書かれていない。
       *[joining] { $person }がいつ加わったかは、{ $day }の時点で資料に書かれていない。
    }
nobody-holds = { $day }の時点で、{ $organisation }のその役職に就いていると記録されている人はいない。
no-departure = { $day }までのデータに、{ $person }が{ $organisation }を離れた記録はない。
beyond-the-data = データは{ $day }までなので、それより後のことは分からない。
as-the-data-end = データは{ $day }までであり、これより後のことは記録されていない。
decline-private = それには答えられない。扱うのは仕事に関する公開された事実である。私生活については、離れる際に本人が公に述べたこと以外は扱わない。
words-not-recorded = 公に発表されたが、{ $person }の言葉そのものはこのデータにない。
predecessor-not-stated = { $day }の時点で、{ $person }の前任者を伝える資料はない。
held-no-post = { $organisation }での{ $person }の役職の記録はない。
quote-not-found = その言葉を含む発言の記録はない。
quote-nearest = その言葉どおりの発言の記録はない。記録の中で最も近いものは次のとおりである。
nothing-said-then = { $person }のその時期の発言は、ここに記録された資料にない。
said-in-public = これについて答えられるのは、離れる際に本人が公に述べたことだけである。
decline-prediction = 先のことは分からず、どの資料にも書かれていない。これまでに起きたことなら答えられる。
not-a-person = 「{ $name }」は人ではなく、離れるという事実もない。
decline-opinion = 意見は持っていない。資料が伝えていることなら答えられる。

## 質問の例

ask-when = { $person }はいつ辞めたの？
ask-why = { $person }はなぜ辞めたの？
ask-where = { $person }はどこへ行ったの？
ask-who-is = { $person }って誰？
ask-who-left = { $organisation }を辞めたのは誰？
ask-last = { $organisation }を最後に辞めたのは誰？
ask-why-general = なぜみんな{ $organisation }を辞めてるの？
ask-timeline = { $organisation }の退職の年表を見せて
ask-destinations = { $organisation }を辞めた人たちはどこへ行ったの？
ask-all-left =
    { $named ->
        [yes] { $organisation }の{ $group }は全員辞めたの？
       *[no] { $organisation }の人は全員辞めたの？
    }
ask-really-left = { $person }が辞めたって本当？
ask-sources = 情報源はどこ？
ask-topic = { $topic }とは何？

## 質問の読み取り方

label-understood = 質問の読み取り

understood-nothing = 何についての質問か特定できなかった
understood-somebody = 特定の人
understood-something = 何か
understood-somewhere = 別の組織
understood =
    { $asked ->
        [when] { $named ->
            [yes] { $people }はいつ{ $organisation }を離れたか
           *[no] { $organisation }を離れた人たちの離脱の時期
        }{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [why] { $named ->
            [yes] { $people }はなぜ{ $organisation }を離れたか
           *[no] { $organisation }を離れた人たちの離脱の理由
        }{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [destination] { $named ->
            [yes] { $people }は{ $organisation }の後どこへ行ったか
           *[no] { $organisation }を離れた人たちの行き先
        }{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [who-left] { $period }{ $organisation }を離れた{ $kinds }は誰か{ $filtered ->
            [yes] （{ $filters }）
           *[no] {""}
        }
        [returned] { $organisation }に戻ったのは誰か
        [why-back] { $people }はなぜ{ $organisation }に戻ったか
        [when-back] { $people }はいつ{ $organisation }に戻ったか
        [who-went-to] { $organisation }から{ $others }へ移ったのは誰か{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [remaining] { $organisation }に残っている{ $kinds }は誰か{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [count] { $period }{ $organisation }を離れた{ $kinds }は何人か{ $filtered ->
            [yes] （{ $filters }）
           *[no] {""}
        }
        [count-remaining] { $organisation }に残っている{ $kinds }は何人か{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [members-jointly] { $organisation }に属する人
        [members] { $organisation }の{ $group ->
            [anyone] 人
           *[other] { $kinds }
        }は誰か
        [order] { $end ->
            [first] 最初に{ $organisation }を離れたのは誰か
            [last] 最後に{ $organisation }を離れたのは誰か
            [middle] { $ordinal }番目に{ $organisation }を離れたのは誰か
           *[none] 誰が何番目に{ $organisation }を離れたか
        }{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [place] { $people }が{ $organisation }を離れた順番は何番目か
        [months] { $organisation }を離れた人が最も多い月はいつか{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [stays] { $named ->
            [yes] 誰が長く{ $organisation }にいたか：{ $people }
           *[no] { $organisation }に最も長く、または最も短くいたのは誰か
        }{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [compare] どちらが先に離れたか{ $named ->
            [yes] ：{ $people }
           *[no] {""}
        }
        [interval] 離脱と離脱の間隔{ $named ->
            [yes] ：{ $people }
           *[no] {""}
        }{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [tenure] { $named ->
            [yes] { $people }が{ $organisation }にいた期間
           *[no] { $organisation }にいた期間
        }
        [profile] { $named ->
            [yes] { $people }とは誰か
           *[no] 誰のことか
        }
        [contribution] { $named ->
            [yes] { $people }は何をし、何を作ったか
           *[no] 誰が何をし、何を作ったか
        }
        [background] { $named ->
            [yes] { $people }の経歴
           *[no] { $others }の出身者は誰か
        }{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [lead] 誰が率いていたか{ $topical ->
            [yes] （{ $topics }）
           *[no] {""}
        }
        [published] { $source }が{ $named ->
            [yes] { $people }について
           *[no] {""}
        }報じたこと
        [statement] { $named ->
            [yes] { $people }は何と言ったか
           *[no] 誰が何と言ったか
        }
        [who-said] 誰の発言か
        [verify-said] その発言は{ $people }のものか
        [search] この言葉について記録されていること
        [response] { $named ->
            [yes] { $people }の離脱への反応
           *[no] 離脱への反応
        }
        [manner] { $named ->
            [yes] { $people }はどのような形で離れたか
           *[no] { $organisation }を離れた人たちの離れ方
        }{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [predecessor] { $people }の前任者は誰か
        [successor] { $named ->
            [yes] { $people }の後を誰が引き継いだか
           *[no] 後を誰が引き継いだか
        }
        [verify] { $named ->
            [yes] 本当かどうか：{ $people }と{ $organisation }
           *[no] 本当かどうか：{ $organisation }についての話
        }{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [verify-post] { $people }の{ $organisation }での役割
        [verify-member] { $named ->
            [yes] { $people }は{ $organisation }の一員だったか
           *[no] { $organisation }の一員だったのは誰か
        }{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [verify-remains] { $named ->
            [yes] { $people }は{ $negated ->
                [yes] もう{ $organisation }にいないか
               *[no] まだ{ $organisation }にいるか
            }
           *[no] { $organisation }にまだいるのは誰か
        }{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [timeline] { $organisation }からの離脱の年表{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [overview] { $organisation }で何が起きているか{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [topic] { $topical ->
            [yes] { $topics }について
           *[no] 出来事や用語について
        }{ $limited ->
            [yes] （{ $limits }）
           *[no] {""}
        }
        [sources] 答えの出典
        [reliability] 資料はどこまで信頼できるか
        [disputes] 資料はどこで食い違うか
        [private] 私的なことについての質問
        [prediction] 将来についての質問
        [opinion] 意見を求める質問
       *[help] このボットについての質問
    }
